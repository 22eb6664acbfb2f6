#ifndef MACHINE_NODES_H
#define MACHINE_NODES_H
#include <stddef.h>
#include "kassa_machine.h"

/* Raises when a table of the running script asks for more nodes than it may have. */
void kassa_check_nodes(kassa_machine *machine, size_t size);

#endif
