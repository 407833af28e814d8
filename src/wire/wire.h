/* wire.h - the door of what is spoken with a feedback service.
 *
 * In: an attempt and its mark, or bytes that a service sent. Out: the bodies
 * that are sent, and what the bytes say. One body, an xAPI 1.0.3 statement,
 * whatever the protocol; the other protocols wrap it. Pure: no network, no
 * clock, no database. Bytes from outside are untrusted: a reader takes any
 * and either understands them or says in one sentence why not.
 */
#ifndef WIRE_WIRE_H
#define WIRE_WIRE_H

#include "mark/mark.h"

/* ---- statements: statement.c ---- */

/* ---- envelopes of a webhook: webhook.c ---- */

/* ---- a model's chat: chat.c ---- */

/* ---- what comes back: reply.c ---- */

#endif
