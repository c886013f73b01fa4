export default class {
  who() {
    let s = '';
    for (const c of 'me') s += c;
    return s;
  }
}
