/* peer.h - jansson, the other reader of JSON, beside our own.
 *
 * Three functions have the same name in both. Here theirs are out of sight;
 * ours must be linked with --exclude-libs, or jansson itself would call them.
 */
#ifndef PEER_H
#define PEER_H

#define json_string peer_string
#define json_integer peer_integer
#define json_null peer_null
#include <jansson.h>
#undef json_string
#undef json_integer
#undef json_null

#endif
