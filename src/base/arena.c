/* arena.c - memory by lifetime: blocks that are filled from the front.
 *
 * A block holds a header and its bytes; pieces are cut off its front, 16-byte
 * aligned and zeroed. A full block stays behind a new head; a large piece gets
 * a block of its own, put behind the head so that the head's room stays in
 * use. There is no free list and no per-piece header: everything goes at once.
 * An arena would hide overruns from AddressSanitizer, so there each piece has
 * a poisoned fence behind it, and a reset poisons what it takes back. (gcc
 * says __SANITIZE_ADDRESS__, clang wants to be asked with __has_feature.)
 */
#include "base/arena.h"
#include "base/error.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef __has_feature
#define __has_feature(feature) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
#include <sanitizer/asan_interface.h>
enum { FENCE = 32 };
#define POISON(start, size) ASAN_POISON_MEMORY_REGION((start), (size))
#define UNPOISON(start, size) ASAN_UNPOISON_MEMORY_REGION((start), (size))
#else
enum { FENCE = 0 };
#define POISON(start, size) ((void)(start), (void)(size))
#define UNPOISON(start, size) ((void)(start), (void)(size))
#endif

enum {
	ALIGN = 16,
	BLOCK_FIRST = 8 << 10,	/* bytes; each further block twice as many */
	BLOCK_MOST = 1 << 20,
	FIRST_ITEMS = 8		/* of an array that grows */
};

struct arena_block {
	struct arena_block *next;
	size_t size;		/* bytes behind the header */
	size_t used;
	size_t filler;		/* keeps what follows aligned */
};

_Static_assert(sizeof(struct arena_block) % ALIGN == 0, "header unaligned");

static char *block_bytes(struct arena_block *block)
{
	return (char *)(block + 1);
}

void arena_init(struct arena *arena, size_t limit)
{
	arena->head = NULL;
	arena->used = 0;
	arena->limit = limit ? limit : ARENA_LIMIT;
}

static void block_free(struct arena_block *block)
{
	UNPOISON(block_bytes(block), block->size);
	free(block);
}

/* The head is kept: it is the largest of those that were filled in turn. */
void arena_reset(struct arena *arena)
{
	struct arena_block *head = arena->head;

	arena->used = 0;
	if (!head)
		return;
	for (struct arena_block *next; head->next; head->next = next) {
		next = head->next->next;
		block_free(head->next);
	}
	head->used = 0;
	POISON(block_bytes(head), head->size);
}

void arena_release(struct arena *arena)
{
	arena_reset(arena);
	if (arena->head)
		block_free(arena->head);
	arena->head = NULL;
}

static struct arena_block *block_new(size_t size)
{
	struct arena_block *block = malloc(sizeof(*block) + size);

	if (!block)
		die("out of memory: %zu bytes were wanted; "
		    "close other programs and try again", size);
	block->next = NULL;
	block->size = size;
	block->used = 0;
	POISON(block_bytes(block), size);
	return block;
}

/* A block with room for size bytes: a new head, or one behind the head. */
static struct arena_block *arena_block_for(struct arena *arena, size_t size)
{
	struct arena_block *head = arena->head;
	size_t usual = head ? head->size * 2 : BLOCK_FIRST;
	struct arena_block *block;

	if (head && head->size - head->used >= size)
		return head;
	if (usual > BLOCK_MOST)
		usual = BLOCK_MOST;
	if (head && size > usual / 4) {
		block = block_new(size);
		block->next = head->next;
		head->next = block;
		return block;
	}
	block = block_new(size > usual ? size : usual);
	block->next = head;
	arena->head = block;
	return block;
}

void *arena_room(struct arena *arena, size_t count, size_t size)
{
	size_t bytes, room;
	struct arena_block *block;
	char *piece;

	if (__builtin_mul_overflow(count, size, &bytes) ||
	    bytes > arena->limit || arena->used > arena->limit - bytes)
		die("out of memory: more than %zu bytes were wanted for one "
		    "job; make what you hand in smaller", arena->limit);
	room = (bytes + FENCE + ALIGN - 1) / ALIGN * ALIGN;
	if (!room)
		room = ALIGN;
	block = arena_block_for(arena, room);
	piece = block_bytes(block) + block->used;
	block->used += room;
	arena->used += bytes;
	UNPOISON(piece, bytes);
	return piece;
}

void *arena_alloc(struct arena *arena, size_t count, size_t size)
{
	return memset(arena_room(arena, count, size), 0, count * size);
}

char *arena_copy(struct arena *arena, const char *bytes, size_t len)
{
	char *copy = arena_room(arena, len + 1, 1);

	if (len)
		memcpy(copy, bytes, len);
	copy[len] = '\0';
	return copy;
}

char *arena_strdup(struct arena *arena, const char *string)
{
	return arena_copy(arena, string, strlen(string));
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
	va_list args;
	int len;
	char *string;

	va_start(args, format);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (len < 0)
		die("a text could not be put together: %s", format);
	string = arena_alloc(arena, (size_t)len + 1, 1);
	va_start(args, format);
	vsnprintf(string, (size_t)len + 1, format, args);
	va_end(args);
	return string;
}

void *arena_grow(struct arena *arena, void *array, size_t count,
		 size_t *capacity, size_t size)
{
	size_t wanted = *capacity ? *capacity : FIRST_ITEMS / 2;
	void *larger;

	if (count < *capacity)
		return array;
	if (__builtin_mul_overflow(wanted, (size_t)2, &wanted))
		die("out of memory: a list is too long");
	larger = arena_room(arena, wanted, size);
	if (count)
		memcpy(larger, array, count * size);
	memset((char *)larger + count * size, 0, (wanted - count) * size);
	*capacity = wanted;
	return larger;
}
