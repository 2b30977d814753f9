#!/usr/bin/env node
// Starts the `sluice` command from a checkout: installs what is locked, builds what is missing, then runs the build.
import { existsSync } from 'node:fs'
import { build, isStale } from './build.mjs'
import { install, isInstalled } from './install.mjs'

const root = new URL('..', import.meta.url)
try {
  // An image ships dist/ without the sources; there is nothing to install or build then.
  if (existsSync(new URL('package-lock.json', root)) && existsSync(new URL('proxy/main.ts', root))) {
    if (!isInstalled()) await install()
    if (isStale()) await build()
  }
} catch (error) {
  process.stderr.write(`sluice: ${error.message}\n`)
  process.exit(2)
}
await import(new URL('dist/main.js', root).href)
