import { expect, it } from 'vitest';
import { readPause } from './pause.js';

const frame = (name: string, scriptId: string): object => ({
  callFrameId: `1.${name}`,
  functionName: name,
  functionLocation: { scriptId: '900', lineNumber: 0, columnNumber: 0 },
  location: { scriptId, lineNumber: 3, columnNumber: 1 },
  url: '',
  scopeChain: [{ type: 'local', object: { type: 'object', objectId: '2' } }],
  this: { type: 'undefined' },
});
const hostile = '}],"reason":"x",{"callFrameId":"9","location":{"scriptId":"666';

const message = (params: object): string => JSON.stringify({ method: 'Debugger.paused', params });

it('reads what a stop is about without its stack, and the stack when it is asked for', () => {
  const callFrames = [frame('a', '7'), frame(hostile, '8'), frame('c', '7')];
  const rest = {
    reason: 'exception',
    data: { type: 'string', value: hostile },
    hitBreakpoints: ['1:2'],
    asyncStackTrace: { description: 'await', callFrames: [{ functionName: hostile }] },
  };
  const pause = readPause(message({ callFrames, ...rest }));
  expect(pause).toMatchObject({ ...rest, top: callFrames[0], depth: 3 });
  expect([...(pause?.scriptIds ?? [])]).toEqual(['7', '8']);
  expect(pause?.callFrames).toEqual(callFrames);
});

it('reads stacks of one frame and of none, and messages in another form', () => {
  const one = readPause(message({ callFrames: [frame('a', '7')], reason: 'other' }));
  expect(one).toMatchObject({ depth: 1, top: frame('a', '7'), reason: 'other' });
  expect(one?.callFrames).toEqual([frame('a', '7')]);
  const none = readPause(message({ callFrames: [], reason: 'other' }));
  expect(none).toMatchObject({ depth: 0, top: undefined, callFrames: [] });
  const { callFrameId, ...others } = frame('a', '7') as { callFrameId: string };
  const moved = readPause(message({ callFrames: [{ ...others, callFrameId }], reason: 'other' }));
  expect(moved).toMatchObject({ depth: 1, top: frame('a', '7') });
});

it('leaves other messages alone', () => {
  expect(readPause('{"method":"Debugger.resumed","params":{}}')).toBeUndefined();
  expect(readPause('{"id":1,"result":{}}')).toBeUndefined();
});
