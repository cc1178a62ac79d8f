// Jest reads TypeScript by Node's own type stripping: positions are kept, so stack traces need no source map.
const { createHash } = require('node:crypto');
const { stripTypeScriptTypes } = require('node:module');

module.exports = {
  process: (source) => ({ code: stripTypeScriptTypes(source) }),
  getCacheKey: (source, path) =>
    createHash('sha256').update(`${process.version} ${path} `).update(source).digest('hex'),
};
