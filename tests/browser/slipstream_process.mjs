import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const kStartSeconds = 30;

export const makeDataFolder = () => mkdtempSync(join(tmpdir(), 'slipstream-browser-'));
export const removeDataFolder = (data) => rmSync(data, { recursive: true, force: true });

/**
 * Starts the binary and waits until it prints its address. Without a data directory it gets one of its own,
 * which goes with it.
 */
export async function startSlipstream(binary, args, given) {
  const data = given ?? makeDataFolder();
  const child = spawn(binary, [...args, '--data', data], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const end = async (signal) => {
    child.kill(signal);
    await ended;
    if (given === undefined) removeDataFolder(data);
  };
  const stop = () => end('SIGINT');
  const kill = () => end('SIGKILL');
  try {
    return { address: await addressOf(child, ended), stop, kill };
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
