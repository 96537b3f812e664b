// libcurl as Swift can call it. `curl_easy_setopt` and `curl_easy_getinfo` are variadic, and Swift
// cannot call variadic C functions; each wrapper here fixes the one type that its options take.
// The caller pairs option and type; nothing else is added to libcurl.
#ifndef CATCHWORD_CCURL_H
#define CATCHWORD_CCURL_H

#include <curl/curl.h>
#include <stddef.h>

CURLcode ccurl_set_long(CURL *handle, CURLoption option, long value);
CURLcode ccurl_set_offset(CURL *handle, CURLoption option, curl_off_t value);
// libcurl copies the string.
CURLcode ccurl_set_string(CURL *handle, CURLoption option, const char *value);
// The list must outlive the transfer.
CURLcode ccurl_set_headers(CURL *handle, struct curl_slist *headers);
// The buffer takes CURL_ERROR_SIZE bytes and must outlive the transfer.
CURLcode ccurl_set_error_buffer(CURL *handle, char *buffer);

CURLcode ccurl_set_writer(CURL *handle, curl_write_callback writer, void *context);
CURLcode ccurl_set_reader(CURL *handle, curl_read_callback reader, void *context);
CURLcode ccurl_set_seeker(CURL *handle, curl_seek_callback seeker, void *context);

// Asks the kernel for a small receive buffer on every new connection. Without it a peer fills the
// kernel's megabytes at full speed, whatever rate libcurl reads them at.
CURLcode ccurl_set_receive_buffer(CURL *handle, long bytes);

CURLcode ccurl_get_long(CURL *handle, CURLINFO info, long *value);
CURLcode ccurl_get_offset(CURL *handle, CURLINFO info, curl_off_t *value);
// The string belongs to the handle; NULL where there is none.
CURLcode ccurl_get_string(CURL *handle, CURLINFO info, const char **value);

#endif
