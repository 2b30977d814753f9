/** Types of browser.mjs, which is plain JavaScript because it runs before dependencies are installed. */
export declare function findChromium(): string | undefined
export declare function onPath(name: string): string | undefined
export declare function ensureBrowser(root: string): { readonly chromium: string }
