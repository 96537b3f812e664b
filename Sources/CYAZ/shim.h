#include <yaz/yaz-iconv.h>
#include <yaz/marcdisp.h>
#include <libxml/xmlversion.h>
// Debian's libxml2 would pull in ICU's headers, whose types Foundation declares in a version of its
// own; nothing here uses them.
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
