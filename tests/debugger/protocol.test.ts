import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { restitchDapVersion } from '../../protocol/dap.js';
import { protocolPage } from './protocol-page.js';

describe('docs/protocol.md', () => {
  it('says what protocol/dap.ts says', async () => {
    const file = join(import.meta.dirname, '../../docs/protocol.md');
    const style = (await resolveConfig(file)) ?? {};
    const page = await format(protocolPage(restitchDapVersion), { ...style, filepath: file });
    await expect(page).toMatchFileSnapshot(file);
  });
});
