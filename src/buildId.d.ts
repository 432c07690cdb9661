/** Which program this is: the package's version and a hash of its sources. Set by vite.config.ts. */
declare const __BUILD_ID__: string;
