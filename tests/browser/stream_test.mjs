// The stream view in a real browser: what it shows is what the API tells.
// usage: node stream_test.mjs SLIPSTREAM OUT
// Screenshots go to OUT. Needs Chromium; CHROMIUM names another one than /usr/bin/chromium.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { assertAccessible } from './accessibility.mjs';
import { launchBrowser, openPage } from './browser.mjs';
import { runTests } from './run_tests.mjs';
import { startSlipstream } from './slipstream_process.mjs';
import { until } from './until.mjs';

const kDesk = { width: 1440, height: 900 };
const kPhone = { width: 390, height: 844 };
const kMostScriptBytes = 180 * 1024;

const [binary, out] = process.argv.slice(2);
if (!out) {
  console.error('usage: node stream_test.mjs SLIPSTREAM OUT');
  process.exit(2);
}
mkdirSync(out, { recursive: true });

const screenshot = (page, name) => page.screenshot({ path: join(out, `${name}.png`) });
const ask = async (page, route) => (await fetch(new URL(route, page.url()))).json();
const tell = (page, route, body, method = 'POST') =>
  fetch(new URL(route, page.url()), {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
const pauseReplay = (page, paused) => tell(page, '/api/v1/replay', { paused }, 'PATCH');
const count = (number) => number.toLocaleString('en');
const topicRow = (page, topic) => page.locator(`.topics tr[data-topic="${topic}"]`);
const cells = (row) => row.locator('th, td').allTextContents();
const rows = (page, panel) =>
  page
    .locator(`.${panel} tbody tr`)
    .evaluateAll((all) => all.map((row) => [...row.cells].map((cell) => cell.innerText.trim())));
const places = (page) =>
  page.locator('.messages tbody tr').evaluateAll((all) => all.map((row) => row.dataset.place));
const asPlaces = ({ messages }) => messages.map(({ partition, offset }) => `${partition}@${offset}`);
const topicInAddress = (page) => new URL(page.url()).searchParams.get('topic');
const button = (page, name) => page.getByRole('button', { name, exact: true });

/** Takes the complaints of a trouble that the test itself made; any other stays and fails the run. */
function takeComplaints(page, expected) {
  page.complaints = page.complaints.filter((one) => !expected.test(one));
}

/** Waits until the page shows what the API tells at that time. */
async function untilAsTold(what, shown, told) {
  let last = '';
  await until(
    what,
    async () => {
      const [a, b] = [JSON.stringify(await shown()), JSON.stringify(await told())];
      last = `${a} instead of ${b}`;
      return a === b;
    },
    15,
  ).catch((error) => assert.fail(`${error.message}: ${last}`));
}

const kTests = {
  'the stream is one click away and lists the topics of the log': async ({ page }) => {
    const started = await tell(page, '/api/v1/races', {
      driver_name: 'Lando Norris',
      duration: 3,
      interval: 0.25,
    });
    const { race_id: race } = await started.json();
    await until('the end of the race', async () => {
      return (await ask(page, `/api/race/${race}/status`)).status === 'finished';
    });
    await page.getByRole('link', { name: 'Stream' }).click();
    await until('the view in the address', () => new URL(page.url()).searchParams.get('view') === 'stream');
    await until('a rate', async () =>
      /\d/.test(await topicRow(page, 'f1-telemetry').locator('.c-rate').innerText()),
    );
    await pauseReplay(page, true);
    const { topics } = await ask(page, '/api/v1/topics');
    assert.equal(await page.locator('.topics tbody tr').count(), topics.length);
    for (const { topic } of topics.filter((one) => one.topic !== 'f1-session')) {
      await untilAsTold(
        topic,
        async () => (await cells(topicRow(page, topic))).slice(0, 3),
        async () => {
          const told = (await ask(page, '/api/v1/topics')).topics.find((one) => one.topic === topic);
          return [topic, String(told.partitions.length), count(told.records)];
        },
      );
    }
    assert.match((await cells(topicRow(page, 'f1-driver-positions'))).at(-1), /^Avro v1$/);
  },

  'a topic shows its newest messages, as the API tells them': async ({ page }) => {
    await topicRow(page, 'f1-driver-positions').click();
    await until('the topic in the address', () => topicInAddress(page) === 'f1-driver-positions');
    const told = () => ask(page, '/api/v1/topics/f1-driver-positions/messages?limit=50');
    await untilAsTold(
      'messages',
      () => places(page),
      async () => asPlaces(await told()),
    );
    const { messages } = await told();
    await page.locator('.messages tbody tr').nth(2).click();
    const shown = await page.locator('.message pre').innerText();
    assert.deepEqual(JSON.parse(shown), messages[2].value);
    const facts = await page.locator('.message dl').innerText();
    for (const [name, value] of Object.entries(messages[2].headers)) {
      assert.match(facts, new RegExp(`${name}\\s+${value}`));
    }
  },

  'its partitions, groups and schema are those of the API': async ({ page }) => {
    const told = () => ask(page, '/api/v1/topics/f1-driver-positions');
    await untilAsTold(
      'partitions',
      async () => (await rows(page, 'partitions')).map((row) => row.slice(0, 4)),
      async () =>
        (await told()).partitions.map((part) => [
          String(part.partition),
          ...[part.begin, part.end, part.records].map(count),
        ]),
    );
    await untilAsTold(
      'groups',
      () => rows(page, 'groups'),
      async () =>
        (await told()).groups.flatMap((group) => [
          [`${group.group} ${group.members} member`, count(group.lag)],
          ...group.partitions.map((place) => [
            String(place.partition),
            count(place.committed),
            count(place.lag),
          ]),
        ]),
    );
    const { schema } = await ask(page, '/subjects/f1-driver-positions-value/versions/1');
    const pre = page.locator('.schemas pre');
    await pre.waitFor();
    assert.deepEqual(JSON.parse(await pre.innerText()), JSON.parse(schema));
    await topicRow(page, 'f1-dead-letter').click();
    await page.getByText('The registry has no subject f1-dead-letter-key or f1-dead-letter-value.').waitFor();
    await page.getByText('No messages yet.').waitFor();
  },

  'a schema of a key, and one of more versions': async ({ page }) => {
    const path = '/subjects/f1-driver-positions-value';
    const { schema } = await ask(page, `${path}/versions/1`);
    const more = JSON.parse(schema);
    more.fields.push({ name: 'tyre', type: ['null', 'string'], default: null });
    assert.equal((await tell(page, `${path}/versions`, { schema: JSON.stringify(more) })).status, 200);
    await topicRow(page, 'f1-driver-positions').click();
    const fields = async () => {
      const text = await page.locator('.schemas pre').innerText();
      return JSON.parse(text).fields.map(({ name }) => name);
    };
    await page.getByRole('group', { name: 'Version' }).getByText('v2').waitFor();
    await until('the newest version', async () => (await fields()).includes('tyre'));
    await button(page, 'v1').click();
    await until('the first version', async () => !(await fields()).includes('tyre'));
    await topicRow(page, 'driver-avg-speed').click();
    await button(page, 'key').click();
    await until("the key's fields", async () => (await fields()).join() === 'driver_name,race_id');
    await screenshot(page, 'stream-schema-1440');
  },

  'the keys choose a topic, open a message and pause': async ({ page }) => {
    await topicRow(page, 'driver-avg-speed').getByRole('button').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await until('the topic in the address', () => topicInAddress(page) === 'f1-alerts');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await until('the topic in the address', () => topicInAddress(page) === 'f1-telemetry');
    await until('messages', async () => (await places(page)).length === 50);
    await page.locator('.messages tbody button').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const opened = await page.locator('.messages tr.selected').getAttribute('data-place');
    assert.equal(opened, (await places(page))[1]);
    const [partition, offset] = opened.split('@');
    assert.match(
      await page.locator('.message .sub').innerText(),
      new RegExp(`^partition ${partition}, offset ${offset}`),
    );
    await page.keyboard.press('p');
    assert.equal(await button(page, 'Paused').getAttribute('aria-pressed'), 'true');
    await pauseReplay(page, false);
    const held = await places(page);
    await page.locator('.messages .newest').filter({ hasText: 'new' }).waitFor();
    assert.deepEqual(await places(page), held);
    await assertAccessible(page, 'a held list');
    await page.locator('.messages .newest').click();
    await until('newer messages', async () => (await places(page)).every((place) => !held.includes(place)));
    await screenshot(page, 'stream-1440');
  },

  'reading older messages holds them too': async ({ page }) => {
    const scroll = page.locator('.messages .stream-scroll');
    await scroll.evaluate((element) => element.scrollTo(0, 200));
    await page.locator('.messages .newest').filter({ hasText: 'new' }).waitFor();
    const held = await places(page);
    await page
      .locator('.messages .newest')
      .filter({ hasText: /many|\d\d new/ })
      .waitFor();
    assert.deepEqual(await places(page), held);
    await scroll.evaluate((element) => element.scrollTo(0, 0));
    await until('newer messages', async () => (await places(page)).join() !== held.join());
  },

  'nothing shifts while messages come in': async ({ page }) => {
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

  'a reload shows the same topic, and the light theme is one key away': async ({ page }) => {
    await topicRow(page, 'f1-alerts').click();
    await page.reload();
    await until('messages', async () => (await places(page)).length > 0);
    assert.equal(await topicRow(page, 'f1-alerts').getAttribute('class'), 'selected');
    await page.keyboard.press('t');
    await page.locator('.messages tbody tr').first().click();
    await assertAccessible(page, 'in light');
    await screenshot(page, 'stream-light-1440');
    await page.keyboard.press('t');
    await page.keyboard.press('1');
    await page.locator('.tower tbody tr').first().waitFor();
    await until('an address without it', () => topicInAddress(page) === null);
    await page.keyboard.press('3');
    await until('messages', async () => (await places(page)).length > 0);
    await until('the topic in the address', () => topicInAddress(page) === 'f1-alerts');
  },

  'a log that is away is told, and asked again': async ({ page }) => {
    const message = 'the log has not answered yet';
    await page.route('**/api/v1/topics**', (route) =>
      route.fulfill({ status: 503, json: { error: { code: 'unavailable', message } } }),
    );
    await page.locator('.topics .look-note').waitFor();
    assert.ok((await places(page)).length > 0, 'what was known stays');
    await page.reload();
    await page.locator('.topics .look-error').getByText(message).waitFor();
    await screenshot(page, 'stream-away-1440');
    const asked = page.waitForRequest('**/api/v1/topics');
    await page.locator('.topics').getByRole('button', { name: 'Retry' }).click();
    await asked;
    await page.unroute('**/api/v1/topics**');
    await until('topics', async () => (await page.locator('.topics tbody tr').count()) > 5);
    takeComplaints(page, /status of 503/);
  },

  'a topic that is not there is told': async ({ page }) => {
    await page.goto(`${new URL(page.url()).origin}/?view=stream&topic=none`);
    await page.locator('.messages').getByText('no topic none').waitFor();
    await topicRow(page, 'f1-session').click();
    await until('messages', async () => (await places(page)).length > 0);
    takeComplaints(page, /status of 404/);
  },

  'a phone shows one part at a time, without scrolling sideways': async ({ phone }) => {
    await phone.getByRole('link', { name: 'Stream' }).click();
    await until('topics', async () => (await phone.locator('.topics tbody tr').count()) > 5);
    await until('a rate', async () =>
      /\d/.test(await topicRow(phone, 'f1-telemetry').locator('.c-rate').innerText()),
    );
    await screenshot(phone, 'stream-phone-topics');
    await topicRow(phone, 'driver-avg-speed').click();
    await until('messages', async () => (await places(phone)).length > 0);
    await phone.locator('.messages tbody tr').nth(1).click();
    await assertAccessible(phone, 'on a phone');
    await screenshot(phone, 'stream-phone-messages');
    for (const tab of ['Readers', 'Schema', 'Topics']) {
      await phone.getByRole('tab', { name: tab }).click();
      const overflow = await phone.evaluate(() => document.body.scrollWidth - innerWidth);
      assert.equal(overflow, 0, tab);
      if (tab === 'Readers') await phone.locator('.partitions tbody tr').first().waitFor();
      if (tab === 'Schema') await phone.locator('.schemas pre').waitFor();
      await screenshot(phone, `stream-phone-${tab.toLowerCase()}`);
    }
    await phone.getByRole('link', { name: 'Live' }).click();
    await until('the tower', async () => (await phone.locator('.tower tbody tr').count()) > 0);
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

const slipstream = await startSlipstream(binary, ['up', '--speed', '5', '--listen', '127.0.0.1:0']);
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
