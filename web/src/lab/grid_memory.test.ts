import { expect, test } from 'vitest';
import { GridMemory } from './grid_memory';

function storageWith(text: string | null) {
  const storage = {
    text,
    getItem: () => storage.text,
    setItem: (_: string, value: string) => (storage.text = value),
  };
  return storage;
}

test('a grid outlives the page; the first one told stays', () => {
  const storage = storageWith(null);
  const memory = new GridMemory(storage);
  memory.keep('r-1', ['Ann', 'Bob']);
  memory.keep('r-1', ['Bob', 'Ann']);
  expect(new GridMemory(storage).of('r-1')).toEqual(['Ann', 'Bob']);
});

test('the newest fifty are kept', () => {
  const storage = storageWith(null);
  const memory = new GridMemory(storage);
  for (let race = 0; race < 60; ++race) memory.keep(`r-${race}`, ['Ann']);
  expect(new GridMemory(storage).of('r-9')).toBeUndefined();
  expect(new GridMemory(storage).of('r-10')).toEqual(['Ann']);
});

test.each(['', 'nonsense', '{"a":1}', '[1, null, ["r-1"], ["r-1", "Ann"]]'])(
  'a storage that holds %j is as good as empty',
  (text) => expect(new GridMemory(storageWith(text)).of('r-1')).toBeUndefined(),
);
