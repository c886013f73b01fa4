import { expect, test } from 'vitest';
import { instrumentRuns } from '../instrument/index.js';
import { originAt } from './text.js';

/** What instrumentation makes of a module, without its first line's registration. */
function emitted(
  text: string,
  format: 'module' | 'commonjs' = 'module',
  statements = false,
): string {
  const { code } = instrumentRuns({ id: '/shapes.mjs', hash: 'h', text, format, statements });
  return code.replace(/;var \$_m=.*?\$_U=\$_m\.U;/, '');
}

test('a function that calls nothing has a check at its entry and no handler', () => {
  expect(emitted('function add(a, b) { return a + b; }')).toMatchInlineSnapshot(
    `"let $_d=0;let $_w;function add(a, b,$_x=void 0) {;if($_h_1&&($_x=$_h_1(this,0,a,b,$_x)))return $_x.v; return a + b; }"`,
  );
});

test('a function that calls hands its frame over in a handler, its values last', () => {
  expect(emitted('function twice(f, x) { const y = f(x); return f(y); }')).toMatchInlineSnapshot(
    `"let $_d=0;let $_w;function twice(f, x,$_x=void 0) {;if($_h_1&&($_x=$_h_1(this,0,f,x,$_x)))return $_x.v;let y;try{ ;y = f(x); return f(y); }catch($_e){if($_e!==$_U||($_e=$_m.frame(1,this,0,0,f,x,y))===$_U)throw $_e;return $_e}}"`,
  );
});

test('under a debugger, what a handler has to see is a parameter, so that V8 makes one scope of it', () => {
  const header = (text: string): string | undefined =>
    /\w* ?function.*?(?=try\{)/.exec(emitted(text, 'module', true))?.[0];
  expect(header('function twice(f, x) { const y = f(x); return f(y); }')).toMatchInlineSnapshot(
    `"function twice(f, x,$_x=void 0,y) {;if(y=void 0,$_h_1&&($_x=$_h_1(this,0,f,x,$_x)))return $_x.v;"`,
  );
  expect(header('async function once(x) { return (await x) + 1; }')).toMatchInlineSnapshot(
    `"async function once(x,$_x=void 0,$_w,$_n,$_g) {;$_n=$_m.N;$_L:"`,
  );
  // A default of the author's would see them.
  expect(header('function or(f, x = 1) { const y = f(x); return y; }')).toMatchInlineSnapshot(
    `"function or(f, x=($_h_1&&$_h_1.p()?$_m.D:(1)),$_x=void 0) {;if($_h_1&&($_x=$_h_1(this,0,f,x,$_x)))return $_x.v;let y;"`,
  );
});

test('an operand that must outlive a later call goes to a temporary', () => {
  expect(emitted('const sum = (f, g) => f() + g();')).toMatchInlineSnapshot(
    `"let $_d=0;let sum,$_w;try{;sum = (f, g,$_x=void 0) =>{if($_h_1&&($_x=$_h_1(void 0,0,f,g,$_x)))return $_x.v;let $_t1;try{return (($_t1=f()) + g());}catch($_e){if($_e!==$_U||($_e=$_m.frame(1,void 0,0,0,f,g,$_t1))===$_U)throw $_e;return $_e}};}catch($_e){if($_e!==$_U||($_e=($_d=1,$_m).frame(0,void 0,0,0))===$_U)throw $_e;}"`,
  );
});

test('variables that closures capture are offered by one closure, made only when asked', () => {
  expect(emitted('function count(f) { let n = 0; f(() => n++); return n; }')).toMatchInlineSnapshot(
    `"let $_d=0;let $_w;function count(f,$_x=void 0) {;if($_h_1&&($_x=$_h_1(this,0,f,$_x)))return $_x.v;let n;try{ ;n = 0; ;f(($_x=void 0) =>($_h_2&&($_x=$_h_2(void 0,($_i,$_s,$_v)=>$_i?$_s?n=$_v:n:"w",$_x)))?$_x.v:(n++));;if($_h_1)$_h_1.u("after@31"); return n; }catch($_e){if($_e!==$_U||($_e=$_m.frame(1,this,($_i,$_s,$_v)=>$_i?$_s?n=$_v:n:"w",0,f))===$_U)throw $_e;return $_e}}"`,
  );
});

test('a loop has a check at the start of its body', () => {
  expect(emitted('function spin(n) { while (n) n--; }')).toMatchInlineSnapshot(
    `"let $_d=0;let $_w;function spin(n,$_x=void 0) {;if($_h_1&&($_x=$_h_1(this,0,n,$_x)))return $_x.v;try{ while (n) {if($_h_1)$_h_1.u("loop@19");n--;} }catch($_e){if($_e!==$_U||($_e=$_m.frame(1,this,0,0,n))===$_U)throw $_e;return $_e}}"`,
  );
});

test('a for…of keeps its iterator, which it makes in its own code', () => {
  expect(emitted('function all(xs) { for (const x of xs) x(); }')).toMatchInlineSnapshot(
    `"let $_d=0;let $_w;function all(xs,$_x=void 0) {;if($_h_1&&($_x=$_h_1(this,0,xs,$_x)))return $_x.v;let x,$_i2;try{ {$_i2=(xs);try{($_i2=$_i2[$_m.I]()).return===void 0&&$_i2[$_m.I]===$_m.J||($_i2=$_m.kept($_i2))}catch($_e1){throw $_m.bad($_e1,$_i2,"xs")}for(x of $_i2){if($_h_1)$_h_1.u("loop@19");{x();;if($_h_1)$_h_1.u("after@39");}}} }catch($_e){if($_e!==$_U||($_e=$_m.frame(1,this,0,0,xs,x,$_i2))===$_U)throw $_e;return $_e}}"`,
  );
});

test('an async function has a node for each suspension, and no finally', () => {
  expect(emitted('async function once(x) { return (await x) + 1; }')).toMatchInlineSnapshot(
    `"let $_d=0;let $_w;async function once(x,$_x=void 0) {;let $_w;let $_n=$_m.N,$_g;$_L:try{if($_h_1&&($_g=$_h_1.begin(this,0,x,$_x)))break $_L; return (($_w=(x),$_n=$_m.s($_n,1,33),$_w=await $_w,$_n.p=-1,$_h_1?$_h_1.r("await@33",$_w):$_w)) + 1; }catch($_e){const $_u=$_e===$_U||$_h_1&&$_h_1.x($_n,$_e);$_n.p=-1;if(!$_u)throw $_e;$_g=1}if($_g){$_g=$_m.host($_n,1,this,0,0,x);while($_g.step())try{$_g.ok(await $_g.value)}catch($_e){$_g.fail($_e)}return $_g.value}}"`,
  );
});

test('a generator has one node for all, which its end marks', () => {
  expect(emitted('function* one(x) { yield x; }')).toMatchInlineSnapshot(
    `"let $_d=0;let $_w;function* one(x,$_x=void 0) {;let $_w;let $_n=$_m.act(1),$_g;try{$_L:try{if($_h_1&&($_g=$_h_1.begin(this,0)))break $_L; ;($_w=(x),$_n.p=19,$_w=yield $_w,$_n.p=0,$_h_1?$_h_1.r("yield@19",$_w):$_w); }catch($_e){if($_e!==$_U&&!($_h_1&&$_h_1.x($_n,$_e)))throw $_e;$_g=1}if($_g)return yield*$_m.host($_n,1,this,0,0,x);}finally{$_n.p=-1}}"`,
  );
});

test('a constructor completes instances of a class that has gained fields', () => {
  expect(emitted('class A { constructor(n) { this.n = n; } }\nclass B extends A {}'))
    .toMatchInlineSnapshot(`
      "let $_d=0;let A,B,$_w;try{;A=class A {static{$_m.klass(0,2,this,$_q=>eval($_q))} constructor(n,$_x=void 0) {;$_h_2&&$_h_2.o(0,this);if($_h_1&&($_x=$_h_1(this,0,n,$_x)))return $_x.v; this.n = n; } };
      ;B=class B extends A {static{$_m.klass(43,3,this,$_q=>eval($_q))}constructor(...$_a){super(...$_a);$_h_3&&$_h_3.o(43,this)}};}catch($_e){if($_e!==$_U||($_e=($_d=1,$_m).frame(0,void 0,0,0))===$_U)throw $_e;}"
    `);
});

test('a derived constructor that only calls super(…) keeps no access to super.x', () => {
  expect(emitted('class C extends D { constructor(a) { super(a); } }')).not.toContain('super[');
  expect(emitted('class C extends D { m() { return super.m(); } }')).toContain('super[');
});

test('a frame that only passes on what the rebuilt segment gives is at its function’s start', () => {
  const text = 'let f;\nfunction calls() { f(); }';
  const { code, runs } = instrumentRuns({ id: '/shapes.mjs', hash: 'h', text, format: 'module' });
  const at = code.indexOf('frame(', code.indexOf('function calls'));
  expect(originAt(runs, at)).toBe(text.indexOf('function calls'));
});

test('under a debugger, a check stands around what a statement evaluates, unless that may name a function', () => {
  const statement = (text: string): string | undefined =>
    /try\{ (.*) \}catch/.exec(emitted(`function f(x) { ${text} }`, 'module', true))?.[1];
  expect(statement('x += 1')).toMatchInlineSnapshot(`";$_h_1?.b(16)??(x += 1);"`);
  expect(statement('x.f = function () {};')).toMatchInlineSnapshot(
    `";$_h_1?.b(16);;x.f = function ($_x=void 0) {;if($_h_2&&($_x=$_h_2(this,0,$_x)))return $_x.v;};"`,
  );
  expect(statement('const { a } = x();')).toMatchInlineSnapshot(
    `";$_h_1?.b(16);;({ a:a } = x());"`,
  );
  expect(statement('return x();')).toMatchInlineSnapshot(`";$_h_1?.b(16);return x();"`);
});
