import type { Names } from '../../program-model/emit/names.js';

/**
 * Saves bindings of a module's scope before new statements run there; `handle => undo`. What throws later, in this thread or in
 * another, takes the update back, and what the statements have assigned until then with it.
 *
 *     (a=>{const r=[];try{r[0]=[x]}catch{}…return()=>{if(r[0])x=r[0][0];…}})
 *
 * @param bindings names in the module's scope that can be assigned; those that have no value yet are left alone
 */
export function savingStatement({ prefix }: Names, bindings: readonly string[]): string {
  const list = `${prefix}r`;
  const save = bindings.map((name, at) => `try{${list}[${at}]=[${name}]}catch{}`);
  const restore = bindings.map((name, at) => `if(${list}[${at}])${name}=${list}[${at}][0];`);
  return `(${prefix}a=>{const ${list}=[];${save.join('')}return()=>{${restore.join('')}}})`;
}
