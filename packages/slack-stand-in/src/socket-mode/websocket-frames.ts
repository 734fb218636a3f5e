/** Kinds of frames, by opcode. Source: RFC 6455, section 5.2. */
export const opcodes = {
  continuation: 0x0,
  text: 0x1,
  binary: 0x2,
  close: 0x8,
  ping: 0x9,
  pong: 0xa,
} as const;

export interface Frame {
  readonly isFinal: boolean;
  readonly opcode: number;
  readonly isMasked: boolean;
  readonly payload: Buffer;
}

/** One whole frame from a server: not masked, not split. */
export function encodeFrame(opcode: number, payload: Buffer): Buffer {
  const finalBit = 0x80;
  const { length } = payload;
  if (length < 126) return Buffer.concat([Buffer.from([finalBit | opcode, length]), payload]);
  if (length < 65_536) {
    const header = Buffer.from([finalBit | opcode, 126, 0, 0]);
    header.writeUInt16BE(length, 2);
    return Buffer.concat([header, payload]);
  }
  const header = Buffer.alloc(10);
  header.set([finalBit | opcode, 127]);
  header.writeBigUInt64BE(BigInt(length), 2);
  return Buffer.concat([header, payload]);
}

/** Takes bytes as they come and gives back the frames that are whole; the rest waits for more bytes. */
export function createFrameReader(): (bytes: Buffer) => Frame[] {
  let pending: Buffer = Buffer.alloc(0);
  return (bytes) => {
    pending = Buffer.concat([pending, bytes]);
    const frames: Frame[] = [];
    for (let read = readFrame(pending); read; read = readFrame(pending)) {
      frames.push(read.frame);
      pending = pending.subarray(read.size);
    }
    return frames;
  };
}

function readFrame(bytes: Buffer): { frame: Frame; size: number } | undefined {
  if (bytes.length < 2) return undefined;
  const first = bytes.readUInt8(0);
  const second = bytes.readUInt8(1);
  const isMasked = (second & 0x80) !== 0;
  const shortLength = second & 0x7f;
  const lengthBytes = shortLength === 126 ? 2 : shortLength === 127 ? 8 : 0;
  const maskStart = 2 + lengthBytes;
  const payloadStart = maskStart + (isMasked ? 4 : 0);
  if (bytes.length < payloadStart) return undefined;
  const length =
    lengthBytes === 0 ? shortLength : bytes.readUIntBE(lengthBytes === 8 ? 4 : 2, lengthBytes === 8 ? 6 : 2);
  const size = payloadStart + length;
  if (bytes.length < size) return undefined;
  const payload = Buffer.from(bytes.subarray(payloadStart, size));
  if (isMasked) unmask(payload, bytes.subarray(maskStart, payloadStart));
  return { frame: { isFinal: (first & 0x80) !== 0, opcode: first & 0x0f, isMasked, payload }, size };
}

function unmask(payload: Buffer, mask: Buffer): void {
  for (let index = 0; index < payload.length; index += 1) {
    payload.writeUInt8(payload.readUInt8(index) ^ mask.readUInt8(index % 4), index);
  }
}
