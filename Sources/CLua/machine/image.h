#ifndef MACHINE_IMAGE_H
#define MACHINE_IMAGE_H
#include "kassa_image.h"
#include "machine/live.h"

/* A new machine at the beginning of the region, all zero but for its arena, which has the rest. */
kassa_machine *kassa_move_in(kassa_region *region);
/* Its memory is another's from here on. */
void kassa_move_out(kassa_region *region);
/* Where what is live in the functions of its modules is remembered; NULL without a region. */
kassa_lives **kassa_lives_of(kassa_region *region);

#endif
