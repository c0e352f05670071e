#include <curl/curl.h>

/* curl_easy_setopt and curl_easy_getinfo take any type of argument, which Swift cannot call: one name for each. */
static inline CURLcode curl_set_text(CURL *handle, CURLoption option, const char *text) {
  return curl_easy_setopt(handle, option, text);
}
static inline CURLcode curl_set_number(CURL *handle, CURLoption option, long number) {
  return curl_easy_setopt(handle, option, number);
}
static inline CURLcode curl_set_pointer(CURL *handle, CURLoption option, void *pointer) {
  return curl_easy_setopt(handle, option, pointer);
}
static inline CURLcode curl_set_list(CURL *handle, CURLoption option, struct curl_slist *list) {
  return curl_easy_setopt(handle, option, list);
}
static inline CURLcode curl_set_reader(CURL *handle, size_t (*read)(char *, size_t, size_t, void *)) {
  return curl_easy_setopt(handle, CURLOPT_READFUNCTION, read);
}
static inline CURLcode curl_set_listener(CURL *handle, int (*listen)(CURL *, curl_infotype, char *, size_t, void *)) {
  return curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, listen);
}
static inline long curl_reply_code(CURL *handle) {
  long code = 0;
  return curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &code) == CURLE_OK ? code : 0;
}
