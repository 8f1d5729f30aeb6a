import { join } from 'node:path';

/**
 * Runs each test with the pages in `pages`, then asks whether their consoles were silent. A test that fails
 * leaves a picture of each page in `out`. Returns how many failed.
 */
export async function runTests(tests, pages, out) {
  let failed = 0;
  for (const [name, test] of Object.entries(tests)) {
    try {
      await test(pages);
      console.log(`ok    ${name}`);
    } catch (error) {
      failed += 1;
      console.log(`FAIL  ${name}\n      ${error.message}`);
      for (const [which, page] of Object.entries(pages)) {
        await page.screenshot({ path: join(out, `failed-${failed}-${which}.png`) });
      }
    }
  }
  const complaints = Object.values(pages).flatMap((page) => page.complaints);
  if (complaints.length > 0) {
    failed += 1;
    console.log(`FAIL  the browser's console is silent\n      ${complaints.join('\n      ')}`);
  }
  return failed;
}
