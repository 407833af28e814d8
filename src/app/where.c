/* where.c - where things were installed.
 *
 * In a file of its own, so that another PREFIX rebuilds nothing else.
 */
#include "app/app.h"

#if !defined(DATADIR) || !defined(LIBEXECDIR)
#error "the Makefile says where the built-in bank and the courier are"
#endif

const char app_datadir[] = DATADIR;
const char app_libexecdir[] = LIBEXECDIR;
const char app_version[] = "1.0";
