/** Throw-away certificates for a fake upstream, made by Sluice's own certs/ code. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const entry = `
  export { openCertificateAuthority } from './certs/authority.ts'
  export { createLeafIssuer, leafValidity } from './certs/leaf.ts'
  export { readHost } from './certs/constraints.ts'
  export { newKey, newSerial } from './certs/root.ts'
  export { pem } from './certs/asn1.ts'`

/**
 * Makes a CA in `dir` that may certify `hosts`.
 * Returns the path of its root and `credentialsFor(host)`, which gives `{ key, cert }` for a TLS server of a host or `*.suffix`.
 */
export async function makePki(dir, hosts) {
  const certs = await loadCerts(dir)
  const authority = await certs.openCertificateAuthority({
    dir: join(dir, 'upstream-ca'),
    hosts,
    now: () => new Date(),
  })
  const caFile = join(dir, 'upstream-ca', 'root.pem')
  // An upstream may have a wildcard certificate; Sluice's own leaves never are.
  const nameOf = name => (name.startsWith('*.') ? { kind: 'dns', name } : certs.readHost(name))
  const credentialsFor = name => {
    const key = certs.newKey()
    const { intermediate } = authority
    const validity = certs.leafValidity(new Date(), 30, intermediate.notAfter)
    const leaf = certs.createLeafIssuer(intermediate, key)(nameOf(name), validity, certs.newSerial())
    return {
      key: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
      cert: certs.pem('CERTIFICATE', leaf) + intermediate.pem,
    }
  }
  return { caFile, credentialsFor }
}

/** TypeScript is not what Node 20 runs: the room is bundled into the working folder and loaded from there. */
async function loadCerts(dir) {
  mkdirSync(dir, { recursive: true })
  const outfile = join(dir, 'certs.mjs')
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: join(import.meta.dirname, '..'), loader: 'ts' },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    banner: { js: `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);` },
  })
  writeFileSync(outfile, outputFiles[0].contents)
  return import(pathToFileURL(outfile).href)
}
