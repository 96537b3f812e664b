#include "CMutants.h"

#include <stdatomic.h>

static atomic_int chosen;
static atomic_int chosen_checker;

int cmutants_chosen(void) { return atomic_load_explicit(&chosen, memory_order_relaxed); }
void cmutants_choose(int mutant) { atomic_store(&chosen, mutant); }

int cmutants_chosen_checker(void) {
  return atomic_load_explicit(&chosen_checker, memory_order_relaxed);
}
void cmutants_choose_checker(int mutant) { atomic_store(&chosen_checker, mutant); }
