#ifndef CATCHWORD_CMUTANTS_H
#define CATCHWORD_CMUTANTS_H

// Which planted bug is at work in this process; 0 is none. Only builds with the trait `Mutants` ask.
int cmutants_chosen(void);
void cmutants_choose(int mutant);

// The same for planted bugs of the checker.
int cmutants_chosen_checker(void);
void cmutants_choose_checker(int mutant);

#endif
