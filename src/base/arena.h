/* arena.h - memory by lifetime: many are given, all are taken back at once.
 *
 * A function that returns memory takes the arena first; that parameter is
 * the whole ownership rule, and nobody frees a text. Out of memory, or past
 * the arena's ceiling, ends the program: see die(). Under AddressSanitizer
 * each piece is fenced, and poisoned when the arena is reset.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena_block;

struct arena {
	struct arena_block *head;	/* the block being filled */
	size_t used;			/* bytes since the last reset */
	size_t limit;			/* ceiling in bytes; 0: ARENA_LIMIT */
};

#define ARENA_LIMIT ((size_t)1 << 30)

void arena_init(struct arena *arena, size_t limit);
void arena_reset(struct arena *arena);		/* empty; keeps one block */
void arena_release(struct arena *arena);	/* everything back */

/* Zeroed, aligned for any type. Never NULL; size 0 gives a valid pointer. */
void *arena_alloc(struct arena *arena, size_t count, size_t size);
/* The same, not zeroed: for what is written before it is read. */
void *arena_room(struct arena *arena, size_t count, size_t size);
/* A copy of len bytes with a NUL behind them. */
char *arena_copy(struct arena *arena, const char *bytes, size_t len);
char *arena_strdup(struct arena *arena, const char *string);
char *arena_printf(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* An array of *capacity items of size bytes made to hold one more than count:
 * the same array, or a copy twice as long. Start with NULL and 0. */
void *arena_grow(struct arena *arena, void *array, size_t count,
		 size_t *capacity, size_t size);

#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), 1, sizeof(type)))
#define ARENA_ARRAY(arena, count, type) \
	((type *)arena_alloc((arena), (count), sizeof(type)))

#endif
