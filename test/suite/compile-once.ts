import vm from 'node:vm';

/** What V8 made of a source, by the file it stands in. */
const compiled = new Map<string, { readonly code: string; readonly cachedData: Buffer }>();

function compiledOf(file: string, code: string): Buffer | undefined {
  const known = compiled.get(file);
  return known?.code === code ? known.cachedData : undefined;
}

/**
 * Lets Jest compile each file once in a process, and not anew for every test file that imports it. Modules are still
 * evaluated for each test file alone: nothing but V8's reading of the same text is shared, and V8 refuses what does not
 * fit. Safe to call again.
 */
export function compileOnce(): void {
  const { compileFunction, SourceTextModule } = vm;
  if (SourceTextModule.name === 'CompiledOnce') return;

  vm.compileFunction = (code, params, options = {}) => {
    const { filename } = options;
    if (filename === undefined || options.cachedData !== undefined)
      return compileFunction(code, params, options);
    const cachedData = compiledOf(filename, code);
    if (cachedData !== undefined) return compileFunction(code, params, { ...options, cachedData });
    const made = compileFunction(code, params, { ...options, produceCachedData: true });
    if (made.cachedData !== undefined) compiled.set(filename, { code, cachedData: made.cachedData });
    return made;
  };

  vm.SourceTextModule = class CompiledOnce extends SourceTextModule {
    /** Node's types leave it out. https://nodejs.org/api/vm.html#sourcetextmodulecreatecacheddata */
    declare createCachedData: () => Buffer;

    constructor(code: string, options: vm.SourceTextModuleOptions = {}) {
      const { identifier = '' } = options;
      const cachedData = compiledOf(identifier, code);
      super(code, cachedData === undefined ? options : { ...options, cachedData });
      // A test file is read once; only before its evaluation can a module tell what V8 made of it.
      if (cachedData === undefined && identifier !== '' && !/\.test\.tsx?$/.test(identifier))
        compiled.set(identifier, { code, cachedData: this.createCachedData() });
    }
  };
}
