const { forEach } = Array.prototype;

type Callback = (this: unknown, item: unknown, index: number, list: unknown) => unknown;

/**
 * The rest of a `forEach` whose callback is under way for one item. What is under way is finished inside
 * of `forEach`, as stacks and later updates expect it. As `forEach` does, it takes the list's length as
 * it is when this begins, and leaves out what is missing then.
 *
 * @param at the index of the item under way
 * @param finish runs the rest of the callback for it
 * @throws TypeError where `forEach` of the list would not be the language's own
 */
export function eachFrom(
  list: unknown,
  at: number,
  finish: () => void,
  callback: Callback,
  receiver: unknown,
): void {
  if (!Array.isArray(list) || Reflect.get(list, 'forEach') !== forEach)
    throw new TypeError('the loop was not over a plain array, so its forEach cannot go on from it');
  const { length } = list;
  const rest: Callback = function (item, index, whole) {
    if (index === at && isHere) finish();
    else if (index > at && index < length) Reflect.apply(callback, this, [item, index, whole]);
  };
  const isHere = at in list;
  // An item that has been taken out of the list is finished all the same.
  if (!isHere) Reflect.apply(forEach, [undefined], [() => finish()]);
  Reflect.apply(forEach, list, [rest, receiver]);
}
