// An open file as SQLite holds it, for the sources of this module only.
#ifndef CSQLITE_FAULTS_FILE_SYSTEM_H
#define CSQLITE_FAULTS_FILE_SYSTEM_H

#include "Disk.h"

// How much memory SQLite has to give for one.
int csf_handle_bytes(void);
void csf_handle_open(sqlite3_file *base, csf_file *file, bool deletes_on_close);

// Whether what kept this thread waiting last was a lock of a simulated disk.
extern _Thread_local bool csf_waits_on_simulated;

#endif
