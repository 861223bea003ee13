/* version: of the program, in --version, the manifest and the PDFs. */
#ifndef ATE_BASE_VERSION_H
#define ATE_BASE_VERSION_H

#define ATE_VERSION "0.1.0"

#endif
