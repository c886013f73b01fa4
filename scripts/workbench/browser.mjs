import { chromium } from 'playwright-core';

const quietly = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  // Nothing but this machine is reached.
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1',
];

/**
 * @param {string} executablePath A Chromium or Chrome.
 * @returns {Promise<import('playwright-core').Browser>} Without a window; it ends with this process.
 */
export function startBrowser(executablePath) {
  return chromium.launch({ executablePath, args: quietly, headless: true });
}
