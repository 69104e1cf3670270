-- Begins the numbers anew unless they are those of this life of this server: one that
-- was started again, or has taken the place of another, may have lost the last evictions
-- and not know it.
--
-- KEYS[1]   as in tag-numbers.lua, with 'server' besides: the server that has counted
-- ARGV[1]   the highest number that the caller has seen

local server = string.match(redis.call('INFO', 'server'), 'run_id:(%w+)')
local head = redis.call('HMGET', KEYS[1], 'server', 'last', 'floor')
if head[1] == server and head[2] and head[3] then
	return 0
end
-- Higher than all numbers there were, also where nothing is left of them: there is less
-- than one eviction in a microsecond.
local time = redis.call('TIME')
local first = math.max(tonumber(time[1]) * 1000000 + tonumber(time[2]), tonumber(head[2] or '0') + 1,
		tonumber(ARGV[1]) + 1)
local number = string.format('%.0f', first)
redis.call('HSET', KEYS[1], 'server', server, 'last', number, 'floor', number)
return 1
