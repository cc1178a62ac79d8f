/**
 * The writes that must be one step in Redis. Each runs as a whole or not at all, and looks before it writes.
 * A session is a hash (sealed, version, sid, subject, idle, ends); sets index it by sid and by subject,
 * one sorted set by the time it was confirmed. Expiry is Redis' own; members of indexes that outlive it are dropped by `purge`.
 */

/** KEYS session, sid set, subject set, confirmed zset, ended mark. ARGV key, sealed, sid, subject, idle, ends, confirmed, dies. */
export const insertSession = `
if redis.call('exists', KEYS[5]) == 1 then return 0 end
redis.call('hset', KEYS[1], 'sealed', ARGV[2], 'version', 1, 'sid', ARGV[3], 'subject', ARGV[4], 'idle', ARGV[5], 'ends', ARGV[6])
redis.call('pexpireat', KEYS[1], ARGV[8])
for i = 2, 3 do
  redis.call('sadd', KEYS[i], ARGV[1])
  if redis.call('pexpiretime', KEYS[i]) < tonumber(ARGV[6]) then redis.call('pexpireat', KEYS[i], ARGV[6]) end
end
redis.call('zadd', KEYS[4], ARGV[7], ARGV[1])
return 1`;

/** KEYS session, confirmed zset. ARGV key, sealed, idle, confirmed, version, now; empty means unchanged. */
export const changeSession = `
local row = redis.call('hmget', KEYS[1], 'version', 'idle', 'ends')
if not row[1] or tonumber(row[2]) <= tonumber(ARGV[6]) or tonumber(row[3]) <= tonumber(ARGV[6]) then return 'gone' end
if ARGV[5] ~= '' and ARGV[5] ~= row[1] then return 'conflict' end
if ARGV[2] ~= '' then
  redis.call('hset', KEYS[1], 'sealed', ARGV[2])
  redis.call('hincrby', KEYS[1], 'version', 1)
end
if ARGV[3] ~= '' then
  redis.call('hset', KEYS[1], 'idle', ARGV[3])
  redis.call('pexpireat', KEYS[1], math.min(tonumber(ARGV[3]), tonumber(row[3])))
end
if ARGV[4] ~= '' then redis.call('zadd', KEYS[2], 'gt', ARGV[4], ARGV[1]) end
return 'changed'`;

/** KEYS confirmed zset. ARGV prefix of everything, then keys of sessions. Answers how many were there. */
export const endSessions = `
local ended = 0
for i = 2, #ARGV do
  local name = ARGV[1] .. 's:' .. ARGV[i]
  local row = redis.call('hmget', name, 'sid', 'subject')
  if row[1] then
    redis.call('srem', ARGV[1] .. 'sid:' .. row[1], ARGV[i])
    redis.call('srem', ARGV[1] .. 'sub:' .. row[2], ARGV[i])
  end
  redis.call('zrem', KEYS[1], ARGV[i])
  ended = ended + redis.call('del', name)
end
return ended`;

/** KEYS confirmed zset, index set. ARGV prefix, sid to spare. Ends every session that the set names. */
export const endIndexed = `
local ended = 0
for _, key in ipairs(redis.call('smembers', KEYS[2])) do
  local name = ARGV[1] .. 's:' .. key
  local row = redis.call('hmget', name, 'sid', 'subject')
  if not row[1] then
    redis.call('srem', KEYS[2], key)
  elseif row[1] ~= ARGV[2] then
    redis.call('srem', ARGV[1] .. 'sid:' .. row[1], key)
    redis.call('srem', ARGV[1] .. 'sub:' .. row[2], key)
    redis.call('zrem', KEYS[1], key)
    ended = ended + redis.call('del', name)
  end
end
return ended`;

/** KEYS zset of sign-ins. ARGV prefix, key, binding, sealed, expires, now, cap. Drops the oldest beyond the cap. */
export const keepSignIn = `
local name = ARGV[1] .. 'in:' .. ARGV[2]
redis.call('hset', name, 'binding', ARGV[3], 'sealed', ARGV[4])
redis.call('pexpireat', name, ARGV[5])
redis.call('zremrangebyscore', KEYS[1], '-inf', ARGV[6])
redis.call('zadd', KEYS[1], ARGV[5], ARGV[2])
local over = redis.call('zcard', KEYS[1]) - tonumber(ARGV[7])
if over > 0 then
  local oldest = redis.call('zpopmin', KEYS[1], over)
  for i = 1, #oldest, 2 do redis.call('del', ARGV[1] .. 'in:' .. oldest[i]) end
end
if redis.call('pexpiretime', KEYS[1]) < tonumber(ARGV[5]) then redis.call('pexpireat', KEYS[1], ARGV[5]) end`;

/** KEYS sign-in, zset of sign-ins. ARGV binding, key. */
export const takeSignIn = `
local row = redis.call('hmget', KEYS[1], 'binding', 'sealed')
if not row[1] or row[1] ~= ARGV[1] then return false end
redis.call('del', KEYS[1])
redis.call('zrem', KEYS[2], ARGV[2])
return row[2]`;

/** KEYS mark. ARGV owner. */
export const unmark = `
if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end
return 0`;
