import { toJsonSchema } from '@valibot/to-json-schema';
import { format } from 'prettier';
import { describe, expect, it } from 'vitest';
import { PLAN_FORMAT, PlanFormatError, planSchema, readPlan } from './plan.js';

describe('the plan document', () => {
  it('has the JSON Schema that is published beside it', async () => {
    const schema = { ...toJsonSchema(planSchema), $id: 'restitch-plan-2' };
    const text = await format(JSON.stringify(schema), { parser: 'json', printWidth: 100 });
    await expect(text).toMatchFileSnapshot('plan.schema.json');
  });

  it('says where it is wrong', () => {
    const plan = { format: PLAN_FORMAT, modules: [{ file: '/a.js', from: 'x', to: 3 }] };
    expect(() => readPlan(JSON.stringify(plan))).toThrow(PlanFormatError);
    expect(() => readPlan(JSON.stringify(plan))).toThrow(/^modules\.0\.to/);
    expect(() => readPlan('{')).toThrow(PlanFormatError);
    expect(() => readPlan(JSON.stringify({ format: 99, modules: [] }))).toThrow(/^format/);
  });
});
