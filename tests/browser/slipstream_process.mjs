import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const kStartSeconds = 30;

/** Starts the binary with a data directory of its own and waits until it prints its address. */
export async function startSlipstream(binary, args) {
  const data = mkdtempSync(join(tmpdir(), 'slipstream-browser-'));
  const child = spawn(binary, [...args, '--data', data], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    child.kill('SIGINT');
    await ended;
    rmSync(data, { recursive: true, force: true });
  };
  try {
    return { address: await addressOf(child, ended), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function addressOf(child, ended) {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (bytes) => {
      text += bytes;
      const address = /http:\/\/[^\s,]+:\d+\/?/.exec(text);
      if (address) resolve(address[0]);
    });
    child.once('error', reject);
    void ended.then((code) => reject(new Error(`the binary ended with ${code} before it was ready`)));
    setTimeout(() => reject(new Error('the binary did not print its address')), kStartSeconds * 1000).unref();
  });
}
