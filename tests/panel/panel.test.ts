import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { FromPanel } from '../../protocol/review.js';
import { CLIPPED } from './clipped.js';
import { depot, edited, READY } from './depot.js';
import { LiveReview } from './live-review.js';
import { openBrowser, PanelPage, THEMES, type PanelOptions } from './panel-page.js';
import { reviewPorts, type Asked } from './ports.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

const start = (depth = 6): Promise<LiveReview> =>
  LiveReview.start(depot(depth), READY, edited(depth));

async function open(
  live: LiveReview,
  options: PanelOptions = {},
): Promise<{ panel: PanelPage; asked: Asked }> {
  const asked: Asked = { applied: 0, closed: 0, opened: [], transformers: [] };
  const panel = await PanelPage.open(browser, reviewPorts(live, asked), options);
  onTestFinished(async () => {
    expect(panel.problems).toEqual([]);
    await panel.close();
  });
  return { panel, asked };
}

const row = ({ page }: PanelPage, name: string): Locator =>
  page.locator(`.row[aria-label^="${name} "]`).first();

const decisions = ({ received }: PanelPage): unknown[] =>
  received.flatMap((message: FromPanel) => (message.type === 'decide' ? [message.decision] : []));

async function violations({ page }: PanelPage): Promise<string[]> {
  await page.evaluate(axe);
  const { violations: found } = await page.evaluate<AxeResults>('axe.run()');
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

const clipped = ({ page }: PanelPage): Promise<string[]> => page.evaluate<string[]>(CLIPPED);

describe('the review panel', () => {
  it('shows each stack with the state of every frame, and begins at the open question', async () => {
    const { panel } = await open(await start());
    const { page } = panel;
    await row(panel, 'load').and(page.locator('.selected')).waitFor();
    const names = (): Promise<string[]> =>
      page
        .locator('.row')
        .evaluateAll((rows) =>
          rows.map((one) => (one as unknown as { ariaLabel: string }).ariaLabel),
        );
    const first = async (): Promise<string[]> => (await names()).slice(0, 8);
    await expect
      .poll(first)
      .toEqual([
        'main 1 to be decided',
        'Stack (13) 1 to be decided',
        'hold depot.mjs:55 remapped',
        'Parcel#toJSON depot.mjs:15 moved',
        'pack depot.mjs:46 unchanged',
        'load depot.mjs:39 needs a decision',
        'sort/map(0) depot.mjs:32 unchanged',
        'sort depot.mjs:32 deferred',
      ]);
    expect((await names()).slice(-2)).toEqual(['Suspended (2)', 'watch depot.mjs:22 ×2 moved']);
    expect(await page.locator('#old-code .line.active').textContent()).toContain('pack(part);');
    expect(await page.locator('#new-code .line.active').textContent()).toContain('pack(part);');
    // One line for each pair of statements, and a strong one for where the frame goes on.
    await expect.poll(() => page.locator('.links path').count()).toBe(6);
    expect(await page.locator('.links path.active').count()).toBe(1);
    const rows = await page.locator('.variables tbody tr').allInnerTexts();
    expect(rows.map((text) => text.replace(/\s+/g, ' ').trim().split(' ').slice(0, 3))).toEqual([
      ['parcel', 'parcel', 'kept'],
      ['shelf', 'shelf', 'kept'],
      ['title', 'heading', 'renamed'],
      ['since', 'needs', 'a'],
      ['part', 'part', 'kept'],
    ]);
    await row(panel, 'sort').click();
    expect(await page.locator('tr.dropped').innerText()).toMatch(/^spare\s+dropped/);
  });

  it('lets a forced question be answered with the mouse, and applies', async () => {
    const { panel, asked } = await open(await start());
    const { page } = panel;
    const apply = page.locator('vscode-button.apply');
    await apply.click({ force: true });
    expect(asked.applied).toBe(0);
    const field = page.locator('tr.open vscode-textfield input');
    await field.fill('7 +');
    await page.locator('tr.open vscode-button').click();
    await page.locator('tr.open .refusal').waitFor();
    expect(asked.applied).toBe(0);
    await field.fill('7');
    await page.locator('tr.open vscode-button').click();
    await page.locator('.status', { hasText: 'Nothing is open.' }).waitFor();
    expect(decisions(panel).at(-1)).toEqual({
      section: 'variables',
      function: 'load',
      name: 'since',
      override: { value: '7' },
    });
    expect(await row(panel, 'load').getAttribute('aria-label')).toContain('deferred');
    await apply.click();
    await page.locator('.status', { hasText: 'Version 2 is live.' }).waitFor();
    expect(asked.applied).toBe(1);
  });

  it('is answered with the keyboard alone', async () => {
    const { panel, asked } = await open(await start());
    const { page } = panel;
    const focused = (): Promise<string> =>
      page.evaluate<string>(
        `(document.activeElement.ariaLabel ?? document.activeElement.label ?? document.activeElement.textContent).trim()`,
      );
    const tabTo = async (name: string): Promise<void> => {
      for (let steps = 0; steps < 40; steps++) {
        if ((await focused()).startsWith(name)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`Tab does not lead to ${name}`);
    };
    // The tab's panel is named like the tree that is in it.
    for (let at = ''; at !== 'tree'; at = await page.evaluate<string>('document.activeElement.id'))
      await page.keyboard.press('Tab');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowLeft');
    await page.locator('.row').nth(1).waitFor({ state: 'detached' });
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.locator('#tree[aria-activedescendant="row-t0-frames-0"]').waitFor();
    await page.locator('.frame[aria-label="Frame of hold"]').waitFor();
    await page.keyboard.press('F8');
    await page.locator('.frame[aria-label="Frame of load"]').waitFor();
    // Another statement: three up from where the frame would go on.
    await tabTo('New code of load');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('#place-menu').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('#place-menu').waitFor({ state: 'detached' });
    expect(await focused()).toContain('New code of load');
    await page.keyboard.press('Enter');
    await page.locator('#place-menu').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.outcome', { hasText: ', before ' }).waitFor();
    const override = (decisions(panel).at(-1) as { override: { do: string; at: string } }).override;
    expect(override).toMatchObject({ do: 'resume', function: 'load' });
    expect(override.at).toMatch(/^before /);
    // Back to what is inferred, then the value.
    await tabTo('How it goes on');
    for (const key of ['Enter', 'ArrowUp', 'Enter']) await page.keyboard.press(key);
    await page.locator('.outcome', { hasText: 'call pack(part)' }).waitFor();
    await tabTo('Value of since');
    await page.keyboard.type(' + 1');
    await page.keyboard.press('Enter');
    await page.locator('.status', { hasText: 'Nothing is open.' }).waitFor();
    await tabTo('Apply');
    await page.keyboard.press('Enter');
    await page.locator('.status', { hasText: 'Version 2 is live.' }).waitFor();
    expect(asked.applied).toBe(1);
  });

  it('goes on at another statement, restarts, returns or finishes in the old code, and says so', async () => {
    const { panel } = await open(await start());
    const { page } = panel;
    await page.locator('#new-code .line', { hasText: 'return shelf' }).click();
    await page.locator('.outcome', { hasText: 'line 42, before return shelf' }).waitFor();
    expect(await page.locator('#new-code .line.active').textContent()).toContain('return shelf');
    const choose = async (text: string): Promise<void> => {
      await page.locator('#way').click();
      await page.locator('#way').getByRole('option', { name: text }).click();
    };
    await choose('Restart the function');
    await page.locator('.outcome', { hasText: 'Begins again' }).waitFor();
    await choose('Return a value');
    await page.locator('.choice vscode-textfield input').fill('shelf * 2');
    await page.keyboard.press('Enter');
    await page.locator('.outcome', { hasText: 'Returns shelf * 2.' }).waitFor();
    await page.locator('.no-variables').waitFor();
    await choose('Finish in the old code');
    await page.locator('.outcome', { hasText: 'Finishes in the old code.' }).waitFor();
    const made = decisions(panel) as { override: unknown }[];
    expect(made.map(({ override }) => override)).toEqual([
      { do: 'resume', function: 'load', at: 'before return shelf;' },
      { do: 'restart' },
      { do: 'return', value: 'shelf * 2' },
      { do: 'finish-old' },
    ]);
  });

  it('takes a variable’s value from another one, also of those that are kept', async () => {
    const { panel } = await open(await start());
    const { page } = panel;
    const shelf = page.locator('.variables tr', {
      has: page.locator('td:nth-child(2)', { hasText: 'shelf' }),
    });
    const source = shelf.locator('vscode-single-select');
    await source.click();
    await source.getByRole('option', { name: 'Value of title' }).click();
    await shelf.getByText('given').waitFor();
    expect(decisions(panel)).toEqual([
      {
        section: 'points',
        function: 'load',
        at: 'call pack(part)',
        override: {
          do: 'resume',
          function: 'load',
          at: 'call pack(part)',
          variables: { shelf: 'title' },
        },
      },
    ]);
  });

  it('decides about functions, state and statements, and opens editors', async () => {
    const { panel, asked } = await open(await start());
    const { page } = panel;
    const tab = (name: string): Promise<void> =>
      page.locator('vscode-tab-header', { hasText: name }).click();
    await tab('Functions');
    const hold = page.locator('tr', { hasText: 'hold' }).locator('vscode-single-select');
    await hold.click();
    await hold.getByRole('option', { name: 'None', exact: true }).click();
    await page.locator('.status', { hasText: '3 open questions' }).waitFor();
    await tab('Classes');
    await page.getByRole('button', { name: 'Write a transformer for instances of Parcel' }).click();
    const limit = page.locator('tr', { hasText: 'limit' }).locator('vscode-single-select');
    await limit.click();
    await limit.getByRole('option', { name: 'Keep its value' }).click();
    await page.locator('tr', { hasText: 'limit' }).getByText('decided').waitFor();
    await tab('Statements');
    await page.locator('vscode-checkbox').click();
    await page.locator('tr', { hasText: 'version two' }).getByText('decided').waitFor();
    await page.getByRole('button', { name: 'depot.mjs' }).first().click();
    await tab('Plan');
    expect(await page.locator('.plan').textContent()).toContain('→ decided: none');
    await page.getByRole('button', { name: 'Open in an editor' }).click();
    await page.locator('vscode-button.cancel').click();
    await expect.poll(() => asked.closed).toBe(1);
    expect(asked.opened).toEqual(['depot.mjs:58', 'plan true']);
    expect(asked.transformers).toEqual([
      expect.objectContaining({ section: 'classes', name: 'Parcel' }),
    ]);
    expect(decisions(panel)).toEqual([
      { section: 'functions', old: 'hold', override: { now: null } },
      { section: 'bindings', name: 'limit', override: { keep: true } },
      expect.objectContaining({ section: 'statements', override: { run: false } }),
    ]);
  });

  it('is as it was when it is hidden and shown again', async () => {
    const { panel } = await open(await start());
    const { page } = panel;
    await page.locator('tr.open vscode-textfield input').fill('41 + 1');
    await page.reload();
    await page.locator('.frame[aria-label="Frame of load"]').waitFor();
    expect(await page.locator('tr.open vscode-textfield input').inputValue()).toBe('41 + 1');
    await row(panel, 'watch').click();
    await page.locator('vscode-tab-header', { hasText: 'Plan' }).click();
    await page.reload();
    await page.locator('.plan').waitFor();
    await page.locator('vscode-tab-header', { hasText: 'Stacks' }).click();
    await page.locator('.frame[aria-label="Frame of watch"]').waitFor();
  });

  it('says why there are no values', async () => {
    const { panel } = await open(await start());
    const note = panel.page.locator('.no-values');
    await expect.poll(() => note.textContent()).toContain('that a debugger has stopped');
    await row(panel, 'watch').click();
    await expect.poll(() => note.textContent()).toContain('before it wakes up');
  });

  it('begins at the place that it is opened for', async () => {
    const live = await start();
    const { panel } = await open(live, { at: { file: live.file, line: 22 } });
    await panel.page.locator('.frame[aria-label="Frame of watch"]').waitFor();
    panel.show({ file: live.file, line: 39 });
    await panel.page.locator('.frame[aria-label="Frame of load"]').waitFor();
  });

  it('has the field of an open question in sight, however low it is', async () => {
    const { panel } = await open(await start(), { width: 900, height: 420 });
    const field = panel.page.locator('.variables tr.open vscode-textfield').first();
    await field.waitFor();
    const inSight = async (): Promise<boolean> => {
      const box = await field.boundingBox();
      const table = await panel.page.locator('.variables').boundingBox();
      return box !== null && table !== null && box.y + box.height <= table.y + table.height + 1;
    };
    await expect.poll(inSight).toBe(true);
  });

  it('draws only what is in sight of a thousand frames, and loses no key', async () => {
    const { panel } = await open(await start(1000));
    const { page } = panel;
    expect(await page.locator('.row').count()).toBeLessThan(80);
    await page.locator('#tree').focus();
    await page.keyboard.press('Home');
    await page.evaluate(`(() => {
      const tree = document.getElementById('tree');
      const press = () => tree.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
      for (let i = 0; i < 700; i++) press();
    })()`);
    await page.locator('#tree[aria-activedescendant="row-t0-frames-698"]').waitFor();
    const active = page.locator('#row-t0-frames-698');
    const [inner, outer] = await Promise.all([
      active.boundingBox(),
      page.locator('#tree').boundingBox(),
    ]);
    expect(inner?.y ?? 0).toBeGreaterThanOrEqual(outer?.y ?? Infinity);
    expect((inner?.y ?? 0) + 22).toBeLessThanOrEqual((outer?.y ?? 0) + (outer?.height ?? 0) + 1);
    expect(await active.getAttribute('aria-setsize')).toBe('1007');
    expect(await page.locator('.row').count()).toBeLessThan(80);
  });
});

describe('everybody can use the panel', () => {
  it.each(THEMES)('in %s: axe finds nothing, and nothing is cut off', async (theme) => {
    const live = await start();
    for (const [width, height] of [
      [1280, 800],
      [420, 900],
    ] as const) {
      const { panel } = await open(live, { theme, width, height });
      for (const tab of await panel.page.locator('vscode-tab-header').all()) {
        await tab.click();
        await panel.page.locator('.tab:not([hidden]) > *').first().waitFor();
        expect(await violations(panel)).toEqual([]);
        expect(await clipped(panel)).toEqual([]);
      }
    }
  });

  it('speaks the language of the editor', async () => {
    const texts = { Stacks: 'Stapel', Apply: 'Anwenden', 'version {0} → {1}': '{1} nach {0}' };
    const { panel } = await open(await start(), { texts });
    const { page } = panel;
    await page.locator('vscode-tab-header', { hasText: 'Stapel' }).waitFor();
    expect(await page.locator('vscode-button.apply').innerText()).toContain('Anwenden');
    expect(await page.locator('h1').innerText()).toContain('2 nach 1');
    expect(await page.locator('#tree').getAttribute('aria-label')).toBe('Stapel');
  });
});
