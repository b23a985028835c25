#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <sodium.h>
#include <unistd.h>

#include "export/formats/digest.h"
#include "export/formats/minisign.h"
#include "tests/scratch.h"
#include "tests/unit/files.h"

/* tests/vectors/minisign.txt: "name value" lines, then the four lines of the signature. */
struct vector {
	struct slice file, message, signature;
	char label[200], key_text[60];
	struct minisign_secret secret;
	struct minisign_public key;
};

static struct slice line_of(struct slice *rest, const char *name)
{
	const char *end = memchr(rest->bytes, '\n', rest->size);
	assert_non_null(end);
	struct slice line = {rest->bytes, (size_t)(end - rest->bytes)};
	*rest = slice_from(*rest, line.size + 1);
	assert_true(slice_starts(line, name));
	return slice_from(line, strlen(name));
}

static struct vector vector_load(void)
{
	struct vector vector = {.file = file_load("tests/vectors/minisign.txt")};
	struct slice rest = vector.file, label, key;
	uint8_t seed[32];
	assert_true(rest.size > 0);
	assert_true(hex_read(line_of(&rest, "seed "), seed, sizeof seed));
	assert_true(hex_read(line_of(&rest, "id "), vector.secret.id, sizeof vector.secret.id));
	key = line_of(&rest, "key ");
	vector.message = line_of(&rest, "message ");
	label = line_of(&rest, "label ");
	vector.signature = rest;
	snprintf(vector.label, sizeof vector.label, "%.*s", (int)label.size, label.bytes);
	snprintf(vector.key_text, sizeof vector.key_text, "%.*s", (int)key.size, key.bytes);
	crypto_sign_seed_keypair(vector.key.key, vector.secret.key, seed);
	minisign_public_of(&vector.secret, &vector.key);
	return vector;
}

static void the_vector_is_made_byte_for_byte(void **state)
{
	struct vector vector = vector_load();
	char text[MINISIGN_PUBLIC_TEXT];
	struct buffer out = buffer_growing(MINISIGN_SIGNATURE_MOST);
	(void)state;
	minisign_public_write(&vector.key, text);
	assert_string_equal(text, vector.key_text);
	assert_true(minisign_sign(&vector.secret, vector.message, vector.label, &out));
	assert_int_equal(out.size, vector.signature.size);
	assert_memory_equal(out.bytes, vector.signature.bytes, out.size);
	assert_true(minisign_check(&vector.key, vector.message, vector.signature));
	buffer_release(&out);
	free((char *)vector.file.bytes);
}

static void keys_as_text(void **state)
{
	static const char *const wrong[] = {
		"",
		"RWQ=",
		"RWRTYXlzbyBvbgOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG",   /* short */
		"RWRTYXlzbyBvbgOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG44", /* long */
		"RURTYXlzbyBvbgOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",  /* ED */
		"RWRTYXlzbyBvbgOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG ",
		"RWRTYXlzbyBvbgOhB7_zzhC-HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4", /* URL alphabet */
	};
	struct minisign_secret secret;
	struct minisign_public key, other;
	char text[MINISIGN_PUBLIC_TEXT];
	(void)state;
	minisign_make(&secret, &key);
	minisign_public_write(&key, text);
	assert_true(minisign_public_read(slice_of(text), &other));
	assert_true(minisign_public_equal(&key, &other));
	other.id[7] ^= 1;
	assert_false(minisign_public_equal(&key, &other));
	other.id[7] ^= 1;
	other.key[31] ^= 1;
	assert_false(minisign_public_equal(&key, &other));
	for (size_t i = 0; i < countof(wrong); i++)
		if (minisign_public_read(slice_of(wrong[i]), &other))
			fail_msg("row %zu", i);
}

/* Edits of a right signature; SWAP stands for what is put in place of what. */
static void nothing_but_the_four_lines(void **state)
{
	static const struct {
		const char *from, *to;
	} rows[] = {
		{"untrusted comment: ", "untrusted comment "},
		{"untrusted comment: ", "Untrusted comment: "},
		{"untrusted comment: ", "untrusted comment: \t"},
		{"untrusted comment: ", "\nuntrusted comment: "},
		{"untrusted comment: ", ""},
		{"trusted comment: sayso", "trusted comment:sayso"},
		{"trusted comment: sayso", "trusted comment: Sayso"},
		{"trusted comment: sayso", "trusted comment: \x01"},
		{"trusted comment: sayso", "trusted comment: \xC3\xA9"},
		{"trusted comment: sayso", "trusted comment: \x7F"},
		{"\nRUR", "\nRWR"}, /* not prehashed */
		{"\nRUR", "\n RUR"},
		{"\nRUR", "\nrUR"},
		{"==\n", "==\n\n"},
		{"==\n", "==\nmore\n"},
		{"==\n", "==\r\n"},
		{"==\n", "== \n"},
		{"==\n", "=="},
		{"==\n", "=\n"},
		{"==\n", "\n"},
		{"\ntrusted", "\r\ntrusted"},
		{"\ntrusted", "\n\ntrusted"},
		{"=\ntrusted", "\ntrusted"},
	};
	struct vector vector = vector_load();
	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		char *start = memmem(vector.signature.bytes, vector.signature.size, rows[i].from,
				     strlen(rows[i].from));
		struct buffer out = buffer_growing(MINISIGN_SIGNATURE_MOST);
		if (start == NULL)
			fail_msg("row %zu changes nothing", i);
		buffer_add(&out, vector.signature.bytes, (size_t)(start - vector.signature.bytes));
		buffer_add_text(&out, rows[i].to);
		start += strlen(rows[i].from);
		buffer_add(&out, start,
			   vector.signature.size - (size_t)(start - vector.signature.bytes));
		if (minisign_check(&vector.key, vector.message, buffer_slice(&out)))
			fail_msg("row %zu", i);
		buffer_release(&out);
	}
	free((char *)vector.file.bytes);
}

/* Every bit but those of the first comment, which nobody signs. */
static void a_flipped_bit(void **state)
{
	struct vector vector = vector_load();
	char *bytes = malloc(vector.signature.size), message[200];
	struct slice copy = {bytes, vector.signature.size};
	size_t size = vector.message.size, comment = strlen("untrusted comment: signed by Sayso");
	(void)state;
	assert_non_null(bytes);
	memcpy(bytes, vector.signature.bytes, copy.size);
	for (size_t bit = 0; bit < 8 * copy.size; bit++) {
		bytes[bit / 8] = (char)(bytes[bit / 8] ^ 1 << bit % 8);
		bool right = minisign_check(&vector.key, vector.message, copy);
		if (right && (bit / 8 < strlen("untrusted comment: ") || bit / 8 >= comment))
			fail_msg("bit %zu", bit);
		bytes[bit / 8] = (char)(bytes[bit / 8] ^ 1 << bit % 8);
	}
	assert_true(size < sizeof message);
	memcpy(message, vector.message.bytes, size);
	for (size_t bit = 0; bit < 8 * size; bit++) {
		message[bit / 8] = (char)(message[bit / 8] ^ 1 << bit % 8);
		assert_false(minisign_check(&vector.key, (struct slice){message, size}, copy));
		message[bit / 8] = (char)(message[bit / 8] ^ 1 << bit % 8);
	}
	for (size_t i = 0; i < copy.size; i++)
		assert_false(minisign_check(&vector.key, vector.message, (struct slice){bytes, i}));
	free(bytes);
	free((char *)vector.file.bytes);
}

/* What stock minisign 0.11 lets through. */
static void what_stock_minisign_takes_and_we_do_not(void **state)
{
	struct vector vector = vector_load();
	struct minisign_public other = vector.key;
	struct buffer out = buffer_growing(MINISIGN_SIGNATURE_MOST);
	uint8_t hash[64];
	(void)state;
	memset(other.id, 0, sizeof other.id);
	assert_false(
		minisign_check(&other, vector.message, vector.signature)); /* the id is zeroed */
	memset(vector.secret.id, 0, sizeof vector.secret.id);
	assert_true(minisign_sign(&vector.secret, vector.message, vector.label, &out));
	assert_false(minisign_check(&vector.key, vector.message, buffer_slice(&out)));
	/* a signature for the hash of one message, shown beside a file that is that hash */
	crypto_generichash(hash, sizeof hash, (const uint8_t *)vector.message.bytes,
			   vector.message.size, NULL, 0);
	assert_false(minisign_check(&vector.key, (struct slice){(const char *)hash, sizeof hash},
				    vector.signature));
	buffer_release(&out);
	free((char *)vector.file.bytes);
}

static void labels(void **state)
{
	char label[MINISIGN_LABEL_MOST + 1];
	struct minisign_secret secret;
	struct minisign_public key;
	struct slice read;
	(void)state;
	minisign_make(&secret, &key);
	for (size_t size = 0; size <= MINISIGN_LABEL_MOST; size++) {
		bool fine = size > 0 && size < MINISIGN_LABEL_MOST;
		struct buffer out = buffer_growing(MINISIGN_SIGNATURE_MOST);
		if (size > 3 && size < MINISIGN_LABEL_MOST - 3)
			continue;
		memset(label, 'a', size);
		label[size] = '\0';
		assert_int_equal(minisign_sign(&secret, slice_of("m"), label, &out), fine);
		assert_int_equal(minisign_label(buffer_slice(&out), &read), fine);
		if (fine)
			assert_true(slice_is(read, label));
		if (fine)
			assert_true(minisign_check(&key, slice_of("m"), buffer_slice(&out)));
		buffer_release(&out);
	}
	struct buffer out = buffer_growing(MINISIGN_SIGNATURE_MOST);
	assert_false(minisign_sign(&secret, slice_of("m"), "two\nlines", &out));
	assert_false(minisign_sign(&secret, slice_of("m"), "caf\xC3\xA9", &out));
	buffer_release(&out);
}

/* The public keys of small order sign anything, unless they are refused. */
static void a_key_of_small_order(void **state)
{
	struct vector vector = vector_load();
	struct minisign_public weak = vector.key;
	char bytes[400];
	struct slice signature = {bytes, 0};
	uint8_t blob[74] = {'E', 'D'}, global[64] = {1};
	char blob_text[101], global_text[89];
	(void)state;
	memset(weak.key, 0, sizeof weak.key);
	weak.key[0] = 1; /* the neutral element */
	memcpy(blob + 2, weak.id, 8);
	blob[10] = 1;
	base64_write(blob, sizeof blob, true, blob_text);
	base64_write(global, sizeof global, true, global_text);
	signature.size = (size_t)snprintf(bytes, sizeof bytes,
					  "untrusted comment: x\n%s\ntrusted comment: x\n%s\n",
					  blob_text, global_text);
	assert_true(minisign_label(signature, &(struct slice){0}));
	assert_false(minisign_check(&weak, vector.message, signature));
	free((char *)vector.file.bytes);
}

/* Runs a shell command in a fresh folder of its own. */
struct folder {
	char path[SCRATCH_SIZE], command[1400];
};

static bool stock_begin(struct folder *folder)
{
	if (system("command -v minisign >/dev/null 2>&1") != 0) {
		print_message("minisign is not installed\n");
		return false;
	}
	assert_true(scratch_make(folder->path, "minisign"));
	return true;
}

static int run(struct folder *folder, const char *command)
{
	snprintf(folder->command, sizeof folder->command, "cd %s && %s", folder->path, command);
	return system(folder->command);
}

static void stock_end(struct folder *folder)
{
	char command[SCRATCH_SIZE + 16];
	snprintf(command, sizeof command, "rm -rf %s", folder->path);
	assert_int_equal(system(command), 0);
}

static void put(const struct folder *folder, const char *name, struct slice bytes)
{
	char path[SCRATCH_SIZE + 32];
	snprintf(path, sizeof path, "%s/%s", folder->path, name);
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes.bytes, 1, bytes.size, file), bytes.size);
	assert_int_equal(fclose(file), 0);
}

static void stock_minisign_checks_ours(void **state)
{
	struct folder folder;
	struct minisign_secret secret;
	struct minisign_public key;
	char text[MINISIGN_PUBLIC_TEXT], command[200];
	struct buffer out = buffer_growing(MINISIGN_SIGNATURE_MOST);
	(void)state;
	if (!stock_begin(&folder))
		skip();
	minisign_make(&secret, &key);
	minisign_public_write(&key, text);
	assert_true(minisign_sign(&secret, slice_of("some bytes"), "sayso 1 test", &out));
	put(&folder, "m", slice_of("some bytes"));
	put(&folder, "m.minisig", buffer_slice(&out));
	snprintf(command, sizeof command,
		 "minisign -V -H -P %s -m m | grep -qx 'Trusted comment: sayso 1 test'", text);
	assert_int_equal(run(&folder, command), 0);
	put(&folder, "m", slice_of("other byte"));
	assert_int_not_equal(run(&folder, command), 0);
	stock_end(&folder);
	buffer_release(&out);
}

static void we_check_stock_minisigns(void **state)
{
	struct folder folder;
	struct minisign_public key;
	char path[SCRATCH_SIZE + 32];
	struct slice text, signature, label;
	(void)state;
	if (!stock_begin(&folder))
		skip();
	put(&folder, "m", slice_of("some bytes"));
	assert_int_equal(run(&folder,
			     "minisign -G -W -p p -s s >/dev/null && "
			     "minisign -S -s s -m m -c first -t 'sayso 1 test' >/dev/null && "
			     "tail -n 1 p | tr -d '\\n' >k && "
			     "minisign -S -l -s s -m m -x legacy >/dev/null"),
			 0);
	snprintf(path, sizeof path, "%s/k", folder.path);
	text = file_load(path);
	assert_true(minisign_public_read(text, &key));
	snprintf(path, sizeof path, "%s/m.minisig", folder.path);
	signature = file_load(path);
	assert_true(minisign_label(signature, &label));
	assert_true(slice_is(label, "sayso 1 test"));
	assert_true(minisign_check(&key, slice_of("some bytes"), signature));
	assert_false(minisign_check(&key, slice_of("other byte"), signature));
	free((char *)signature.bytes);
	snprintf(path, sizeof path, "%s/legacy", folder.path);
	signature = file_load(path);
	assert_true(signature.size > 0);
	assert_false(minisign_check(&key, slice_of("some bytes"), signature));
	free((char *)signature.bytes);
	free((char *)text.bytes);
	stock_end(&folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_vector_is_made_byte_for_byte),
		cmocka_unit_test(keys_as_text),
		cmocka_unit_test(nothing_but_the_four_lines),
		cmocka_unit_test(a_flipped_bit),
		cmocka_unit_test(what_stock_minisign_takes_and_we_do_not),
		cmocka_unit_test(labels),
		cmocka_unit_test(a_key_of_small_order),
		cmocka_unit_test(stock_minisign_checks_ours),
		cmocka_unit_test(we_check_stock_minisigns),
	};
	return sodium_init() < 0 ? 1 : cmocka_run_group_tests(tests, NULL, NULL);
}
