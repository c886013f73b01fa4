#!/usr/bin/env node
'use strict';
module.exports = function (n) {
  const out = [this];
  for (let i = 0; i < n; i++) out.push(i);
  return out;
};
