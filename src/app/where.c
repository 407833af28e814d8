/* where.c - where things were installed.
 *
 * In a file of its own, so that another PREFIX rebuilds nothing else.
 */
#include "app/app.h"

#ifndef DATADIR
#error "the Makefile says where the built-in bank is"
#endif

const char app_datadir[] = DATADIR;
const char app_version[] = "1.0";
