/** The PAC file: exactly the intercepted hosts go to the proxy, everything else goes DIRECT. */

export interface PacOptions {
  /** `api.openai.com`, `*.openai.azure.com` (sub-domains), `10.0.0.9`. */
  readonly hosts: readonly string[]
  /** HOST:PORT of the proxy as clients reach it. */
  readonly proxy: string
}

/**
 * ES5 without the PAC helper functions, which differ between browsers. Hosts are keys of plain objects, so a look-up
 * costs one read per label however many hosts there are. Chrome passes no path for https, so only hosts decide.
 */
export function renderPac({ hosts, proxy }: PacOptions): string {
  const exact = hosts.filter(h => !h.startsWith('*.'))
  const below = hosts.filter(h => h.startsWith('*.')).map(h => h.slice(2))
  return `// Sluice: ${hosts.length} AI hosts go through the gate, everything else goes direct.
var sluiceProxy = ${JSON.stringify(`PROXY ${proxy}`)};
var sluiceHosts = ${table(exact)};
var sluiceDomains = ${table(below)};
function FindProxyForURL(url, host) {
  host = host.toLowerCase();
  if (host.charAt(host.length - 1) === ".") host = host.substring(0, host.length - 1);
  if (host.charAt(0) === "[") host = host.substring(1, host.length - 1);
  if (sluiceHosts["$" + host] === 1) return sluiceProxy;
  for (var dot = host.indexOf("."); dot >= 0; dot = host.indexOf(".", dot + 1)) {
    if (sluiceDomains["$" + host.substring(dot + 1)] === 1) return sluiceProxy;
  }
  return "DIRECT";
}
`
}

/** Keys carry a `$` so that no name meets one of Object's own properties. */
function table(names: readonly string[]): string {
  return `{${[...names]
    .sort()
    .map(name => `\n  ${JSON.stringify(`$${name}`)}: 1`)
    .join(',')}\n}`
}
