-- Numbers the evictions by tag.
--
-- KEYS[1]   a hash: 'last', the number of the last eviction, and 'floor', the number
--           below which nothing is known. Without it nothing is known at all.
-- KEYS[2..] the number of the last eviction of each tag, or a higher one
-- ARGV[1]   what to do
-- ARGV[2]   how many seconds the number of a tag is kept
-- ARGV[3..] the number that a result remembers for each tag
--
-- Answers -1 where nothing is known.

local head = redis.call('HMGET', KEYS[1], 'last', 'floor')
local last = tonumber(head[1] or '')
local floor = tonumber(head[2] or '')
if not last or not floor then
	return -1
end

local function write(key, number)
	redis.call('SET', key, string.format('%.0f', number), 'EX', ARGV[2])
end

local function last_number()
	return last
end

local function evict()
	last = last + 1
	redis.call('HSET', KEYS[1], 'last', string.format('%.0f', last))
	for i = 2, #KEYS do
		write(KEYS[i], last)
	end
	return last
end

-- The number of a tag that was lost, or is none of this sequence, is taken for the highest
-- it can have had.
local function claim()
	local current = 1
	for i = 2, #KEYS do
		local number = tonumber(redis.call('GET', KEYS[i]) or '')
		if not number or number > last then
			number = last
			write(KEYS[i], number)
		else
			redis.call('EXPIRE', KEYS[i], ARGV[2])
		end
		local remembered = tonumber(ARGV[i + 1])
		if remembered < number or remembered < floor then
			current = 0
		end
	end
	return current
end

local function is_current()
	for i = 2, #KEYS do
		local number = tonumber(redis.call('GET', KEYS[i]) or '')
		local remembered = tonumber(ARGV[i + 1])
		if not number or remembered < number or remembered < floor then
			return 0
		end
	end
	return 1
end

local operations = { last = last_number, evict = evict, claim = claim, current = is_current }
return operations[ARGV[1]]()
