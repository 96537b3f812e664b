#include <yaz/yaz-iconv.h>
#include <yaz/marcdisp.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
