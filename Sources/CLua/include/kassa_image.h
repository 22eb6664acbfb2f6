#ifndef KASSA_IMAGE_H
#define KASSA_IMAGE_H
#include <stddef.h>
#include <stdint.h>
#include "kassa_machine.h"

/* A machine whose memory is one piece can be copied, and live again from the copy, as often as
** wanted. The pointers in it are addresses: it lives where it was copied from, and nowhere else.
**
** What holds of a copy, and is looked at where it is taken or used:
** - it is taken between steps, when no C function of Lua's is on the processor's stack;
** - nothing of the machine lies outside its region (arena.h);
** - one machine at a time lives in a region: the one before is closed before the copy is used;
** - the exchange, the owner and the limits are no part of it, and given anew;
** - the functions that the machine was made with are those of the copy's too: they live as long. */

/* Address space for a machine. */
typedef struct kassa_region kassa_region;

/* NULL where there is none to have, and under AddressSanitizer, which sees each block alone. */
kassa_region *kassa_open_region(void);
/* No machine lives in it any more. */
void kassa_close_region(kassa_region *region);
int kassa_is_vacant(const kassa_region *region);

/* A machine's memory as it was, malloc'd. */
typedef struct kassa_image kassa_image;

/* Frees what loading left over, so that the collector begins anew: each copy goes on with it where it stands,
** and where that was late in its round each new flow paid for a step of 180,000 instructions. */
void kassa_collect(kassa_machine *machine);
/* NULL where the machine is killed, or has memory elsewhere, or there is none for the copy. */
kassa_image *kassa_take_image(const kassa_machine *machine);
void kassa_free_image(kassa_image *image);
size_t kassa_image_bytes(const kassa_image *image);
/* The machine as it was, in the region of its image, in which no other lives. */
kassa_machine *kassa_use_image(const kassa_image *image, kassa_limits limits, kassa_host host);

/* Begins the step of a machine that has loaded, from its image: gives it a seed of its own, and
** charges what loading took. Returns 0 where the step can't pay for that: it would have been killed
** on the way. */
int kassa_begin_loaded(kassa_machine *machine, uint64_t seed);

#endif
