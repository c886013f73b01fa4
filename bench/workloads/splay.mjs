// A splay tree that is inserted into and removed from: many short-lived objects.
class SplayNode {
  constructor(key, value) {
    this.key = key;
    this.value = value;
    this.left = null;
    this.right = null;
  }
}

class SplayTree {
  #root = null;

  get size() {
    const count = (node) => (node === null ? 0 : 1 + count(node.left) + count(node.right));
    return count(this.#root);
  }

  insert(key, value) {
    const node = new SplayNode(key, value);
    if (this.#root !== null) {
      this.#splay(key);
      const root = this.#root;
      if (root.key === key) return;
      if (key > root.key) {
        node.left = root;
        node.right = root.right;
        root.right = null;
      } else {
        node.right = root;
        node.left = root.left;
        root.left = null;
      }
    }
    this.#root = node;
  }

  remove(key) {
    this.#splay(key);
    const root = this.#root;
    if (root.key !== key) throw new Error(`no key ${key}`);
    if (root.left === null) {
      this.#root = root.right;
    } else {
      this.#root = root.left;
      this.#splay(key);
      this.#root.right = root.right;
    }
    return root;
  }

  greatestBelow(key) {
    this.#splay(key);
    if (this.#root.key < key) return this.#root;
    let node = this.#root.left;
    while (node !== null && node.right !== null) node = node.right;
    return node;
  }

  #splay(key) {
    const top = new SplayNode(0, null);
    let smaller = top;
    let larger = top;
    let current = this.#root;
    for (;;) {
      if (key < current.key) {
        if (current.left === null) break;
        if (key < current.left.key) {
          const { left } = current;
          current.left = left.right;
          left.right = current;
          current = left;
          if (current.left === null) break;
        }
        larger.left = current;
        larger = current;
        current = current.left;
      } else if (key > current.key) {
        if (current.right === null) break;
        if (key > current.right.key) {
          const { right } = current;
          current.right = right.left;
          right.left = current;
          current = right;
          if (current.right === null) break;
        }
        smaller.right = current;
        smaller = current;
        current = current.right;
      } else {
        break;
      }
    }
    smaller.right = current.left;
    larger.left = current.right;
    current.left = top.right;
    current.right = top.left;
    this.#root = current;
  }
}

function payload(depth, key) {
  if (depth === 0) return { list: [key, key + 1, key + 2, key + 3], text: `leaf ${key}` };
  return { left: payload(depth - 1, key), right: payload(depth - 1, key * 2) };
}

export function run(iterations) {
  let sum = 0;
  for (let i = 0; i < iterations; i++) {
    let seed = 49_734_321;
    const random = () => (seed = (seed * 16_807) % 2_147_483_647);
    const tree = new SplayTree();
    const keys = [];
    for (let n = 0; n < 1500; n++) {
      keys.push(random());
      tree.insert(keys[n], payload(3, n));
    }
    for (let n = 0; n < 1500; n++) {
      const key = random();
      tree.insert(key, payload(3, n));
      const below = tree.greatestBelow(key);
      tree.remove(below === null ? key : below.key);
    }
    sum = tree.size;
  }
  return sum;
}
