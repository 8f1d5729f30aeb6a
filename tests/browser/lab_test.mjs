// The lab in a real browser: races are started, stopped, followed and lost as a viewer would.
// usage: node lab_test.mjs SLIPSTREAM OUT
// Screenshots go to OUT. Needs Chromium; CHROMIUM names another one than /usr/bin/chromium.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { assertAccessible } from './accessibility.mjs';
import { launchBrowser, openPage } from './browser.mjs';
import { runTests } from './run_tests.mjs';
import { makeDataFolder, removeDataFolder, startSlipstream } from './slipstream_process.mjs';
import { until } from './until.mjs';

const kDesk = { width: 1440, height: 900 };
const kPhone = { width: 390, height: 844 };
const kMostScriptBytes = 180 * 1024;
const kOutage =
  /net::ERR_(CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE|INCOMPLETE_CHUNKED_ENCODING|ABORTED)/;

const [binary, out] = process.argv.slice(2);
if (!out) {
  console.error('usage: node lab_test.mjs SLIPSTREAM OUT');
  process.exit(2);
}
mkdirSync(out, { recursive: true });

const screenshot = (page, name) => page.screenshot({ path: join(out, `${name}.png`) });
const texts = (page, selector) => page.locator(selector).allTextContents();
const text = (page, selector) => page.locator(selector).first().textContent();
const order = (page) =>
  page.locator('.leaderboard tr[data-driver]').evaluateAll((rows) => rows.map((row) => row.dataset.driver));
/** The rows as they are at one moment. */
const standings = (page) =>
  page.locator('.leaderboard tr[data-driver]').evaluateAll((rows) =>
    rows.map((row) => ({
      name: row.dataset.driver,
      place: Number(row.querySelector('.c-place').textContent),
      gain: row.querySelector('.c-gain [aria-hidden]').textContent,
    })),
  );
/** Who started where, as the page keeps it for the race in its address. */
const gridOf = async (page) => {
  const kept = await page.evaluate(() => localStorage.getItem('slipstream.lab.grids'));
  return new Map(JSON.parse(kept)).get(raceId(page));
};
const phase = (page) => page.locator('.lab').getAttribute('data-phase');
const phaseIs = (page, wanted, seconds) =>
  until(`the phase ${wanted}`, async () => (await phase(page)) === wanted, seconds);
const driver = (page, name) => page.getByRole('radio', { name });
const button = (page, name) => page.getByRole('button', { name, exact: true });
const focused = (page) =>
  page.evaluate(() => document.activeElement.value ?? document.activeElement.className);
const announced = (page) => text(page, '.lab > p[role="status"]');
const raceId = (page) => new URL(page.url()).searchParams.get('race');
const ask = async (page, route) => (await fetch(new URL(route, page.url()))).json();
/** How often a row began to slide since the page was loaded. */
const slides = (page) => page.evaluate(() => globalThis.slides ?? 0);

/** Takes the complaints of a trouble that the test itself made; any other stays and fails the run. */
function takeComplaints(page, expected) {
  const { complaints } = page;
  page.complaints.splice(0, complaints.length, ...complaints.filter((one) => !expected.test(one)));
}

async function countSlides(page) {
  await page.addInitScript(() => {
    const animate = Element.prototype.animate;
    Element.prototype.animate = function counted(...options) {
      globalThis.slides = (globalThis.slides ?? 0) + 1;
      return animate.apply(this, options);
    };
  });
}

async function startRace(page, name, length) {
  await driver(page, name).check();
  await button(page, length).click();
  await page.getByRole('button', { name: /^Start (race|again)$/ }).click();
  await phaseIs(page, 'racing', 15);
}

async function stopRace(page) {
  await button(page, 'Stop race').click();
  await phaseIs(page, 'over');
}

const kTests = {
  'the lab is one click away, and its address shows it again': async ({ page }) => {
    await page.getByRole('link', { name: 'Lab' }).click();
    await until('ten drivers', async () => (await page.getByRole('radio').count()) === 10);
    assert.equal(new URL(page.url()).searchParams.get('view'), 'lab');
    await countSlides(page);
    await page.reload();
    await until('ten drivers', async () => (await page.getByRole('radio').count()) === 10);
    assert.equal(await button(page, 'Start race').isDisabled(), true);
    const { drivers } = await ask(page, '/api/drivers');
    assert.deepEqual(
      await texts(page, '.driver-choice b'),
      drivers.map(({ name }) => name),
    );
    assert.deepEqual(
      await texts(page, '.driver-choice .number'),
      drivers.map((one) => String(one.number)),
    );
    await assertAccessible(page, 'choosing');
    await screenshot(page, 'lab-choose-1440');
  },

  'the arrows choose, Enter starts: five lights, then ten cars': async ({ page }) => {
    await button(page, '0:30').click();
    await driver(page, /Carlos Sainz/).focus();
    await page.keyboard.press('ArrowDown');
    assert.equal(await focused(page), 'Lando Norris');
    await page.keyboard.press('Enter');
    await page.locator('.start-lights i.lit').nth(4).waitFor();
    assert.equal(await focused(page), 'race-summary');
    await screenshot(page, 'lab-lights-1440');
    await phaseIs(page, 'racing');
    await until('ten cars', async () => (await order(page)).length === 10);
    assert.equal(await page.locator('.leaderboard .followed').getAttribute('data-driver'), 'Lando Norris');
    await until('an announcement', async () =>
      /^Lights out. Lando Norris starts from P\d/.test(await announced(page)),
    );
    assert.equal(await driver(page, 'Lando Norris').isDisabled(), true);
  },

  'the race runs: places, speeds, averages and time are alive': async ({ page }) => {
    const grid = await order(page);
    await until('a car that passed another', async () => (await order(page)).join() !== grid.join());
    assert.ok((await slides(page)) > 0, 'rows slide');
    const start = await gridOf(page);
    for (const { name, place, gain } of await standings(page)) {
      const won = start.indexOf(name) + 1 - place;
      assert.equal(gain, won > 0 ? `+${won}` : won < 0 ? `−${-won}` : '0', name);
    }
    for (const speed of await texts(page, '.leaderboard tbody .c-kmh')) assert.match(speed, /^\d{3}\.\d$/);
    await until('ten averages', async () => (await page.locator('.averages li').count()) === 10);
    const averages = await texts(page, '.averages .kmh');
    for (const average of averages) assert.match(average, /^\d{3}\.\d\d$/);
    assert.deepEqual(
      averages,
      averages.toSorted((a, b) => b - a),
    );
    const bar = page.getByRole('progressbar');
    const before = Number(await bar.getAttribute('aria-valuenow'));
    await until('progress', async () => Number(await bar.getAttribute('aria-valuenow')) > before);
    await until('a rate', async () => /update\/s/.test(await text(page, '.link .value')));
    await assertAccessible(page, 'racing');
    await until('half of the race', async () => Number(await bar.getAttribute('aria-valuenow')) > 60, 30);
    await screenshot(page, 'lab-race-1440');
  },

  'a reload goes on in the same race, places gained included': async ({ page }) => {
    const race = raceId(page);
    await page.reload();
    await until('ten cars', async () => (await order(page)).length === 10);
    assert.equal(raceId(page), race);
    assert.match(await text(page, '.race-head .progress'), /Lando Norris, started P\d/);
    assert.ok((await texts(page, '.leaderboard .c-gain [aria-hidden]')).every((gain) => gain !== ''));
  },

  'another viewer watches it from the history, on a phone': async ({ phone }) => {
    await phone.getByRole('link', { name: 'Lab' }).click();
    await until('ten drivers', async () => (await phone.getByRole('radio').count()) === 10);
    await screenshot(phone, 'lab-phone-choose');
    await phone.getByRole('button', { name: /Lando Norris.*Watch/ }).click();
    await until('ten cars', async () => (await order(phone)).length === 10);
    await assertAccessible(phone, 'racing on a phone');
    const overflow = await phone.evaluate(() => {
      const lab = document.querySelector('.lab');
      return lab.scrollWidth - lab.clientWidth;
    });
    assert.equal(overflow, 0);
    await screenshot(phone, 'lab-phone-race');
  },

  'the finish shows podium and result, as the server has them': async ({ page, phone }) => {
    await phaseIs(page, 'over', 40);
    const { positions } = await ask(page, `/api/race/${raceId(page)}/positions`);
    const final = positions.map((place) => place.driver_name);
    assert.deepEqual(await order(page), final);
    const place = final.indexOf('Lando Norris') + 1;
    assert.ok(place <= 3, 'the followed driver is on the podium');
    assert.equal(await text(page, '.race-head .big'), `P${place}`);
    await until('the podium of this race', async () => (await text(page, '.podium h2')) === 'Finish');
    const steps = final.slice(0, 3).map((name) => name.split(' ').at(-1));
    assert.deepEqual(await texts(page, '.podium li b'), steps);
    await until('the end told', async () =>
      (await announced(page)).startsWith('Finish. Lando Norris finished P'),
    );
    await page
      .getByRole('button', { name: new RegExp(`Lando Norris.*from P\\d+, finished P${place}`) })
      .waitFor();
    await assertAccessible(page, 'finish');
    await screenshot(page, 'lab-finish-1440');
    await phaseIs(phone, 'over');
    await until('the podium on the phone', async () => (await text(phone, '.podium h2')) === 'Finish');
    await assertAccessible(phone, 'finish on a phone');
    await screenshot(phone, 'lab-phone-finish');
  },

  'another driver, and a race stopped early': async ({ page }) => {
    await startRace(page, /Max Verstappen/, '1:00');
    await until('ten cars', async () => (await order(page)).length === 10);
    assert.equal(await page.locator('.leaderboard .followed').getAttribute('data-driver'), 'Max Verstappen');
    await page.keyboard.press('Tab');
    await button(page, 'Stop race').focus();
    await page.keyboard.press('Enter');
    await phaseIs(page, 'over');
    assert.equal(await focused(page), 'race-summary');
    assert.match(
      await text(page, '.race-head .progress'),
      /^Stopped Max Verstappen was P\d+.*stopped at 0:\d\d/,
    );
    await page.getByRole('button', { name: /Max Verstappen.*stopped at 0:/ }).waitFor();
    const [newest] = await ask(page, '/api/v1/races');
    assert.deepEqual([newest.race_id, newest.state], [raceId(page), 'stopped']);
  },

  'the history shows a race that is over': async ({ page }) => {
    await page.getByRole('button', { name: /Lando Norris.*Show/ }).click();
    await until('its podium', async () => (await text(page, '.podium h2')) === 'Finish');
    assert.match(await text(page, '.race-head .progress'), /Lando Norris finished P\d, from P\d/);
    assert.equal((await order(page)).length, 10);
  },

  'a second race runs beside the first': async ({ page }) => {
    await startRace(page, /Pierre Gasly/, '1:00');
    const first = raceId(page);
    await button(page, 'Start another beside it').click();
    assert.equal(await phase(page), 'choosing');
    await until('the keyboard on the driver', async () => (await focused(page)) === 'Pierre Gasly');
    await startRace(page, /Lance Stroll/, '1:00');
    assert.notEqual(raceId(page), first);
    await stopRace(page);
    await page.getByRole('button', { name: /Pierre Gasly.*Watch/ }).click();
    await phaseIs(page, 'racing');
    await stopRace(page);
  },

  'a lost server is told, and on its return the race goes on': async ({ server, ...pages }) => {
    const { page } = pages;
    await startRace(page, /Charles Leclerc/, '2:00');
    await until('ten cars', async () => (await order(page)).length === 10);
    const race = raceId(page);
    await until('five seconds', async () => /^0:0[5-9]/.test(await text(page, '.race-head .big')));
    await server.kill();
    const link = async () => `${await text(page, '.link .label')} ${await text(page, '.link .value')}`;
    await until('a lost connection', async () => /^Connection lost retry \d+ s$/.test(await link()));
    assert.equal(await button(page, 'Stop race').isDisabled(), true);
    await screenshot(page, 'lab-lost-1440');
    await server.startAgain();
    await until('the stream again', async () => /^Stream .*update\/s$/.test(await link()), 40);
    assert.equal(raceId(page), race);
    const speeds = async () => (await texts(page, '.leaderboard tbody .c-kmh')).join();
    const lastKnown = await speeds();
    await until('an update of the race, which goes on', async () => (await speeds()) !== lastKnown, 40);
    const clock = await text(page, '.race-head .big');
    const status = await ask(page, `/api/race/${race}/status`);
    const [minutes, seconds] = clock.split(':').map(Number);
    assert.ok(
      Math.abs(minutes * 60 + seconds - status.elapsed_time) < 3,
      `${clock}, ${status.elapsed_time} s`,
    );
    const gained = await texts(page, '.leaderboard .c-gain [aria-hidden]');
    assert.ok(gained.every((gain) => gain !== ''));
    await stopRace(page);
    for (const each of Object.values(pages)) takeComplaints(each, kOutage);
  },

  'what the server refuses is told in its words, with a Retry': async ({ page }) => {
    const message = '1000 races run already, the most at a time';
    await page.route('**/api/v1/races', (route) =>
      route.request().method() === 'POST'
        ? route.fulfill({ status: 429, json: { error: { code: 'too_many_requests', message } } })
        : route.fallback(),
    );
    await driver(page, /George Russell/).check();
    await button(page, 'Start again').click();
    const notice = page.locator('.race-notice');
    await notice.getByText(message).waitFor();
    assert.equal(await phase(page), 'choosing');
    await assertAccessible(page, 'refused');
    await screenshot(page, 'lab-refused-1440');
    await page.unroute('**/api/v1/races');
    await notice.getByRole('button', { name: 'Retry' }).click();
    await phaseIs(page, 'racing');
    await stopRace(page);
    takeComplaints(page, /status of 429/);
  },

  'a race that nobody knows is told': async ({ page }) => {
    const { origin } = new URL(page.url());
    await page.goto(`${origin}/?view=lab&race=00000000-0000-0000-0000-000000000000`);
    await page
      .locator('.race-notice')
      .getByText(/there is no race 0000/)
      .waitFor();
    await until('ten drivers', async () => (await page.getByRole('radio').count()) === 10);
    await startRace(page, /Fernando Alonso/, '0:30');
    await stopRace(page);
    takeComplaints(page, /status of 404/);
  },

  'with reduced motion the lights are one step and rows do not slide': async ({ page, calm }) => {
    await countSlides(calm);
    await calm.goto(`${new URL(page.url()).origin}/?view=lab`);
    await driver(calm, /Oscar Piastri/).check();
    await button(calm, '0:30').click();
    await button(calm, 'Start race').click();
    await calm.locator('.start-lights i.lit').first().waitFor();
    assert.equal(await calm.locator('.start-lights i.lit').count(), 5);
    await phaseIs(calm, 'racing');
    await until('ten cars', async () => (await order(calm)).length === 10);
    const grid = (await order(calm)).join();
    await until('a car that passed another', async () => (await order(calm)).join() !== grid);
    assert.equal(await slides(calm), 0);
    await assertAccessible(calm, 'racing, light');
    await screenshot(calm, 'lab-light-1440');
    await stopRace(calm);
  },

  'the phone reaches everything: choose, start, stop, and back from another view': async ({ phone }) => {
    await startRace(phone, /Lewis Hamilton/, '0:30');
    await until('ten cars', async () => (await order(phone)).length === 10);
    await stopRace(phone);
    await button(phone, 'Start again').waitFor();
    await phone.getByRole('link', { name: 'Live' }).click();
    await until('the live view', async () => (await phone.locator('.tower tbody tr').count()) > 0);
    await phone.getByRole('link', { name: 'Lab' }).click();
    await phaseIs(phone, 'over');
  },

  'the page is small': async ({ page }) => {
    const bytes = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .filter((entry) => entry.name.endsWith('.js'))
        .reduce((sum, entry) => sum + entry.encodedBodySize, 0),
    );
    assert.ok(bytes > 0 && bytes < kMostScriptBytes, `${bytes} bytes of scripts`);
  },
};

/** The server, which can be killed and come back at the same address with the same data. */
async function keepServer() {
  const data = makeDataFolder();
  const start = (listen) => startSlipstream(binary, ['up', '--listen', listen], data);
  let running = await start('127.0.0.1:0');
  const { address } = running;
  return {
    address,
    kill: () => running.kill(),
    startAgain: async () => (running = await start(new URL(address).host)),
    stop: async () => {
      await running.stop();
      removeDataFolder(data);
    },
  };
}

const server = await keepServer();
const browser = await launchBrowser();
let failed = 0;
try {
  const page = await openPage(browser, server.address, kDesk);
  const phone = await openPage(browser, server.address, kPhone);
  const calm = await openPage(browser, server.address, kDesk, {
    colorScheme: 'light',
    reducedMotion: 'reduce',
  });
  const tests = Object.entries(kTests).map(([name, test]) => [name, (pages) => test({ ...pages, server })]);
  failed = await runTests(Object.fromEntries(tests), { page, phone, calm }, out);
} finally {
  await browser.close();
  await server.stop();
}
process.exit(failed > 0 ? 1 : 0);
