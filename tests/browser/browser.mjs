import { chromium } from 'playwright-core';

// No sandbox: tests also run as root in containers. The rest keeps the browser from calling home.
const kArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function launchBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: kArguments,
  });
}

/**
 * A page in a profile of its own; `complaints` collects errors of its console and scripts. `more`: options of
 * the profile, as Playwright has them.
 */
export async function openPage(browser, address, viewport, more = {}) {
  const context = await browser.newContext({ viewport, colorScheme: 'dark', ...more });
  const page = await context.newPage();
  page.complaints = [];
  page.on('pageerror', (error) => page.complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && page.complaints.push(message.text()));
  const answer = await page.goto(address);
  if (!answer.ok())
    throw new Error(`no page at ${address}: ${answer.status()}; was the binary built with SLIPSTREAM_WEB?`);
  return page;
}
