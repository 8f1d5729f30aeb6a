// The page in a real browser, served by the real binary.
// usage: node page_test.mjs SLIPSTREAM ARCHIVE OUT [more arguments of `slipstream up`]
// Screenshots go to OUT. Needs Chromium; CHROMIUM names another one than /usr/bin/chromium.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launchBrowser, openPage } from './browser.mjs';
import { runTests } from './run_tests.mjs';
import { startSlipstream } from './slipstream_process.mjs';
import { until } from './until.mjs';

const kDesk = { width: 1440, height: 900 };
const kPhone = { width: 390, height: 844 };

const [binary, archive, out, ...more] = process.argv.slice(2);
if (!out) {
  console.error('usage: node page_test.mjs SLIPSTREAM ARCHIVE OUT [more arguments of `slipstream up`]');
  process.exit(2);
}
mkdirSync(out, { recursive: true });

const codes = (page) => page.locator('.tower tbody .code').allTextContents();
const playButton = (page) => page.getByRole('button', { name: /^(Play|Pause)$/ });
const screenshot = (page, name) => page.screenshot({ path: join(out, `${name}.png`) });
/** How many pixels of the selected drivers' colours the trace canvases show. */
const paintedPixels = (page) =>
  page.evaluate(() => {
    const slot = getComputedStyle(document.documentElement).getPropertyValue('--slot-a').trim();
    const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(slot.slice(at, at + 2), 16));
    let count = 0;
    for (const canvas of document.querySelectorAll('.traces canvas')) {
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      for (let i = 0; i < data.length; i += 4) {
        const near = Math.abs(data[i] - r) + Math.abs(data[i + 1] - g) + Math.abs(data[i + 2] - b) < 40;
        if (near && data[i + 3] > 200) count += 1;
      }
    }
    return count;
  });

/** Whose speed in the tower is above 100 km/h: a car in the pits draws no traces. */
const codeOfFastest = (page) =>
  page.evaluate(() => {
    const rows = [...document.querySelectorAll('.tower tbody tr')];
    return rows.find((row) => Number(row.querySelector('.c-speed')?.textContent) > 100)?.dataset.driver;
  });

const kTests = {
  'the tower fills with 20 drivers in the order of their positions': async ({ page }) => {
    await until('20 rows', async () => (await codes(page)).length === 20);
    const positions = await page.locator('.tower tbody .c-pos').allTextContents();
    assert.deepEqual(
      positions.map(Number),
      positions.map(Number).sort((a, b) => a - b),
    );
    assert.equal(new Set(await codes(page)).size, 20);
  },

  'a selected driver gets the slot, a place in the address and traces': async ({ page }) => {
    await page.goto(`${new URL(page.url()).origin}/?a=nobody`);
    const moving = () => codeOfFastest(page);
    await until('a car on the track', async () => (await moving()) !== undefined, 60);
    const driver = await moving();
    const row = page.locator(`.tower tbody tr[data-driver="${driver}"]`);
    await row.click({ modifiers: ['Shift'] });
    assert.equal(await page.locator('.traces h2').first().textContent(), driver);
    assert.equal(new URL(page.url()).searchParams.get('a'), driver);
    await until('a painted trace', async () => (await paintedPixels(page)) > 50);
  },

  'the keys move in the tower and put a driver into slot B': async ({ page }) => {
    await page.locator('.tower tbody button').first().focus();
    await page.keyboard.press('ArrowDown');
    const focused = await page.evaluate(() => document.activeElement.closest('tr').dataset.driver);
    await page.keyboard.press('b');
    assert.equal(new URL(page.url()).searchParams.get('b'), focused);
    await screenshot(page, 'dark-1440');
  },

  'the band is the whole session from the first moment on, and a click goes there': async ({ page }) => {
    const { begin, end } = await (await fetch(new URL('/api/v1/replay', page.url()))).json();
    const band = page.getByRole('slider', { name: 'Session time' });
    assert.equal(Number(await band.getAttribute('aria-valuemin')), Math.floor(begin));
    assert.equal(Number(await band.getAttribute('aria-valuemax')), Math.ceil(end));
    const now = async () => Number(await band.getAttribute('aria-valuenow'));
    const start = await now();
    const { width, height } = await band.boundingBox();
    await band.click({ position: { x: width / 2, y: height / 2 } });
    const middle = (begin + end) / 2;
    await until('a seek to the middle', async () => Math.abs((await now()) - middle) < 60);
    await fetch(new URL('/api/v1/replay', page.url()), {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ position: start }),
    });
    await until('the way back', async () => (await now()) < middle - 60);
  },

  'pause stops the clock, play lets it run': async ({ page }) => {
    const position = () => page.locator('.replay .position b').textContent();
    await playButton(page).click();
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
    await new Promise((resolve) => setTimeout(resolve, 1200));
    const stopped = await position();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    assert.equal(await position(), stopped);
    assert.equal(await page.locator('.link .label').textContent(), 'Paused');
    await playButton(page).click();
    await until('a running clock', async () => (await position()) !== stopped);
  },

  'a reload shows the same drivers and goes on': async ({ page }) => {
    const before = await page.locator('.traces h2').allTextContents();
    await page.reload();
    await until('20 rows', async () => (await codes(page)).length === 20);
    assert.deepEqual(await page.locator('.traces h2').allTextContents(), before);
    await until(
      'a live connection',
      async () => (await page.locator('.link .label').textContent()) === 'Replay',
    );
  },

  'the light theme is one key away and is remembered': async ({ page }) => {
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const dark = await background();
    await page.keyboard.press('t');
    assert.notEqual(await background(), dark);
    await page.reload();
    await until('20 rows', async () => (await codes(page)).length === 20);
    assert.notEqual(await background(), dark);
    await until('a painted trace', async () => (await paintedPixels(page)) > 50);
    await screenshot(page, 'light-1440');
  },

  'nothing shifts while data comes in': async ({ page }) => {
    const shift = await page.evaluate(async () => {
      let sum = 0;
      const observer = new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) sum += entry.value;
      });
      observer.observe({ type: 'layout-shift', buffered: false });
      await new Promise((resolve) => setTimeout(resolve, 3000));
      return sum;
    });
    assert.ok(shift < 0.01, `layout shift ${shift}`);
  },

  'a phone shows all 20 rows without scrolling sideways, and the panels as tabs': async ({ phone }) => {
    await until('20 rows', async () => (await codes(phone)).length === 20);
    const overflow = await phone.evaluate(() => {
      const scroll = document.querySelector('.tower-scroll');
      return [scroll.scrollWidth - scroll.clientWidth, scroll.scrollHeight - scroll.clientHeight];
    });
    assert.deepEqual(overflow, [0, 0]);
    await screenshot(phone, 'phone-timing');
    for (const tab of ['Map', 'Traces', 'Feed']) {
      await phone.getByRole('tab', { name: tab }).click();
      await new Promise((resolve) => setTimeout(resolve, 1000));
      await screenshot(phone, `phone-${tab.toLowerCase()}`);
    }
  },
};

const slipstream = await startSlipstream(binary, [
  'up',
  archive,
  '--speed',
  '10',
  '--listen',
  '127.0.0.1:0',
  ...more,
]);
const browser = await launchBrowser();
let failed = 0;
try {
  const page = await openPage(browser, slipstream.address, kDesk);
  const phone = await openPage(browser, slipstream.address, kPhone);
  failed = await runTests(kTests, { page, phone }, out);
} finally {
  await browser.close();
  await slipstream.stop();
}
process.exit(failed > 0 ? 1 : 0);
