/** esbuild takes the styles that a script asks for. */
declare module '*.css' {}
