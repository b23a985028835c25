#include <fcntl.h>

#include <sodium.h>

#include "export/formats/digest.h"
#include "kiosk/vault/vault_keys.h"

#define NONCE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG crypto_aead_xchacha20poly1305_ietf_ABYTES
#define WRAP (NONCE + TAG)
#define SALT 16
#define KEY 32
#define PIN_PAYLOAD (SALT + KEY + WRAP)
#define SESSION_PAYLOAD (KEY + WRAP)
#define PIN_MEMORY 67108864U /* bytes; fixed by the format, as are the passes */
#define PIN_PASSES 3U

_Static_assert(WRAP == ROWS_WRAP, "the format's sizes");
_Static_assert(MACHINE_SECRET_SIZE == WRAP + 72, "the format's sizes");
_Static_assert(SALT == crypto_pwhash_SALTBYTES, "the format's sizes");

static const char machine_label[] = "sayso machine key 1";
static const char session_label[] = "sayso session key 1";
static const char signing_label[] = "sayso signing key 1";
static const char resume_label[] = "sayso resume 1";

/* --- Wrapping --- */

/* What a wrapped key is bound to: a label and what follows it. */
struct binding {
	uint8_t bytes[sizeof session_label + 4 +
		      sizeof(struct age_recipient) * AGE_RECIPIENTS_MOST];
	size_t size;
};

static void bind(struct binding *binding, const void *bytes, size_t size)
{
	memcpy(binding->bytes + binding->size, bytes, size);
	binding->size += size;
}

static void wrap(const uint8_t key[KEY], const struct binding *to, const void *plain, size_t size,
		 uint8_t *out)
{
	randombytes_buf(out, NONCE);
	crypto_aead_xchacha20poly1305_ietf_encrypt(out + NONCE, NULL, plain, size, to->bytes,
						   to->size, NULL, out, key);
}

static bool unwrap(const uint8_t key[KEY], const struct binding *to, const uint8_t *wrapped,
		   size_t size, void *plain)
{
	return size >= WRAP && crypto_aead_xchacha20poly1305_ietf_decrypt(
				       plain, NULL, NULL, wrapped + NONCE, size - NONCE, to->bytes,
				       to->size, wrapped, key) == 0;
}

/* --- PIN and machine key --- */

bool pin_allowed(struct slice pin, struct problems *problems)
{
	bool digits = pin.size >= VAULT_PIN_LEAST && pin.size <= VAULT_PIN_MOST;
	for (size_t i = 0; digits && i < pin.size; i++)
		digits = pin.bytes[i] >= '0' && pin.bytes[i] <= '9';
	return digits || vault_refuse(problems, NULL, "A PIN has 6 to 12 digits.");
}

bool vault_keys_find(struct vault *vault, bool keep[2], struct problems *problems)
{
	uint8_t payload[PIN_PAYLOAD];
	uint32_t generation[2] = {0, 0};
	for (uint32_t slot = 0; slot < 2; slot++)
		if (slot_read(&vault->slots, slot, &generation[slot], payload, sizeof payload,
			      problems) == SLOT_FAILED)
			return false;
	vault->key_slot = generation[1] > generation[0];
	vault->key_generation = generation[vault->key_slot];
	for (uint32_t slot = 0; slot < 2; slot++)
		keep[slot] = slot == vault->key_slot && vault->key_generation > 0;
	return true;
}

/* keys->pin from the PIN: takes its time on purpose. */
static bool pin_key(struct vault *vault, struct slice pin, const uint8_t salt[SALT],
		    struct problems *problems)
{
	return crypto_pwhash(vault->keys->pin, KEY, pin.bytes, pin.size, salt, PIN_PASSES,
			     PIN_MEMORY, crypto_pwhash_ALG_ARGON2ID13) == 0 ||
	       vault_refuse(problems, "Start the machine again.",
			    "There is not enough memory to check the PIN.");
}

/* keys->other from the payload of a machine key's slot. */
static enum vault_keys_opened payload_open(struct vault *vault, const uint8_t payload[PIN_PAYLOAD],
					   struct slice pin, struct problems *problems)
{
	struct binding to = {.size = 0};
	bind(&to, machine_label, sizeof machine_label - 1);
	if (!pin_key(vault, pin, payload, problems))
		return KEYS_FAILED;
	bool right = unwrap(vault->keys->pin, &to, payload + SALT, PIN_PAYLOAD - SALT,
			    vault->keys->other);
	secret_zero(vault->keys->pin, KEY);
	return right ? KEYS_OPENED : KEYS_WRONG_PIN;
}

enum vault_keys_opened vault_keys_open(struct vault *vault, struct slice pin,
				       struct problems *problems)
{
	uint8_t payload[PIN_PAYLOAD];
	uint32_t generation;
	enum slot_state state = vault->key_generation == 0
					? SLOT_EMPTY
					: slot_read(&vault->slots, vault->key_slot, &generation,
						    payload, sizeof payload, problems);
	if (state == SLOT_EMPTY)
		vault_refuse(problems, "Set a new PIN with the number of the school's letter.",
			     "The keys of this machine are lost; finished answers are not.");
	if (state != SLOT_VALID)
		return KEYS_FAILED;
	enum vault_keys_opened opened = payload_open(vault, payload, pin, problems);
	if (opened == KEYS_OPENED)
		memcpy(vault->keys->machine, vault->keys->other, KEY);
	secret_zero(vault->keys->other, KEY);
	return opened;
}

/* What was written must open again before anything older is given up; from the disk, not from its
 * cache. */
static bool read_back(struct vault *vault, uint32_t slot, struct slice pin,
		      struct problems *problems)
{
	uint8_t payload[PIN_PAYLOAD];
	uint32_t generation;
	posix_fadvise(vault->slots.file, (off_t)slot * SLOT_SIZE, SLOT_SIZE, POSIX_FADV_DONTNEED);
	bool same = slot_read(&vault->slots, slot, &generation, payload, sizeof payload,
			      problems) == SLOT_VALID &&
		    payload_open(vault, payload, pin, problems) == KEYS_OPENED &&
		    bytes_equal(vault->keys->other, vault->keys->machine, KEY);
	secret_zero(vault->keys->other, KEY);
	return same || vault_refuse(problems, "Start the program again.",
				    "What was written does not read back: the PIN was not set.");
}

bool vault_keys_put(struct vault *vault, uint32_t slot, uint32_t generation, struct slice pin,
		    struct problems *problems)
{
	uint8_t payload[PIN_PAYLOAD];
	struct binding to = {.size = 0};
	bind(&to, machine_label, sizeof machine_label - 1);
	randombytes_buf(payload, SALT);
	if (!pin_key(vault, pin, payload, problems))
		return false;
	wrap(vault->keys->pin, &to, vault->keys->machine, KEY, payload + SALT);
	secret_zero(vault->keys->pin, KEY);
	return slot_write(&vault->slots, slot, generation,
			  (struct slice){(const char *)payload, sizeof payload}, problems) &&
	       read_back(vault, slot, pin, problems);
}

void vault_keys_make_machine(struct vault *vault)
{
	randombytes_buf(vault->keys->machine, KEY);
}

/* --- Signing key --- */

static void signing_binding(const struct machine_row *machine, struct binding *to)
{
	to->size = 0;
	bind(to, signing_label, sizeof signing_label - 1);
	bind(to, machine->about.id, sizeof machine->about.id);
}

void vault_keys_wrap_signing(struct vault *vault, struct machine_row *machine)
{
	struct vault_keys *keys = vault->keys;
	struct binding to;
	signing_binding(machine, &to);
	memcpy(keys->packed, keys->signing.id, sizeof keys->signing.id);
	memcpy(keys->packed + sizeof keys->signing.id, keys->signing.key, sizeof keys->signing.key);
	wrap(keys->machine, &to, keys->packed, sizeof keys->packed, machine->secret);
	secret_zero(keys->packed, sizeof keys->packed);
}

bool vault_keys_unwrap_signing(struct vault *vault, struct problems *problems)
{
	struct vault_keys *keys = vault->keys;
	struct binding to;
	signing_binding(&vault->machine, &to);
	if (!unwrap(keys->machine, &to, vault->machine.secret, sizeof vault->machine.secret,
		    keys->packed))
		return vault_refuse(problems,
				    "Set a new PIN with the number of the school's letter.",
				    "The keys of this machine do not belong together.");
	memcpy(keys->signing.id, keys->packed, sizeof keys->signing.id);
	memcpy(keys->signing.key, keys->packed + sizeof keys->signing.id, sizeof keys->signing.key);
	secret_zero(keys->packed, sizeof keys->packed);
	return true;
}

/* --- Session and sitting --- */

static void session_binding(const struct session_row *session, struct binding *to)
{
	uint8_t slot[4];
	for (size_t i = 0; i < sizeof slot; i++)
		slot[i] = (uint8_t)(session->slot >> (8 * i));
	to->size = 0;
	bind(to, session_label, sizeof session_label - 1);
	bind(to, slot, sizeof slot);
	bind(to, session->recipients, session->recipient_count * sizeof session->recipients[0]);
}

bool vault_keys_make_session(struct vault *vault, const struct session_row *session,
			     struct problems *problems)
{
	uint8_t payload[SESSION_PAYLOAD];
	struct binding to;
	session_binding(session, &to);
	randombytes_buf(vault->keys->session, KEY);
	wrap(vault->keys->machine, &to, vault->keys->session, KEY, payload);
	secret_zero(vault->keys->session, KEY);
	return slot_write(&vault->slots, session->slot, 1,
			  (struct slice){(const char *)payload, sizeof payload}, problems);
}

/* keys->session from the session's slot. */
static bool session_open(struct vault *vault, const struct session_row *session,
			 struct problems *problems)
{
	uint8_t payload[SESSION_PAYLOAD];
	uint32_t generation;
	struct binding to;
	session_binding(session, &to);
	enum slot_state state = slot_read(&vault->slots, session->slot, &generation, payload,
					  sizeof payload, problems);
	if (state == SLOT_FAILED)
		return false;
	return (state == SLOT_VALID &&
		unwrap(vault->keys->machine, &to, payload, sizeof payload, vault->keys->session)) ||
	       vault_refuse(problems, "End the session of this class and open it again.",
			    "The key of this session is lost.");
}

static void resume_key(struct vault *vault)
{
	struct vault_keys *keys = vault->keys;
	const struct slice fields[] = {
		slice_of(resume_label),
		{(const char *)keys->sitting, sizeof keys->sitting},
	};
	blake2b_fields(keys->session, fields, countof(fields), keys->resume);
	secret_zero(keys->session, KEY);
	secret_zero(keys->sitting, KEY);
}

bool vault_keys_make_sitting(struct vault *vault, const struct session_row *session, uint32_t slot,
			     struct problems *problems)
{
	struct vault_keys *keys = vault->keys;
	if (!session_open(vault, session, problems))
		return false;
	randombytes_buf(keys->sitting, KEY);
	bool fine = slot_write(&vault->slots, slot, 1,
			       (struct slice){(const char *)keys->sitting, KEY}, problems);
	resume_key(vault);
	if (!fine)
		secret_zero(keys->resume, KEY);
	return fine;
}

bool vault_keys_take_sitting(struct vault *vault, const struct session_row *session, uint32_t slot,
			     struct problems *problems)
{
	struct vault_keys *keys = vault->keys;
	uint32_t generation;
	enum slot_state state =
		slot_read(&vault->slots, slot, &generation, keys->sitting, KEY, problems);
	if (state == SLOT_EMPTY)
		vault_refuse(problems, NULL, "The key of this sitting is lost.");
	if (state != SLOT_VALID || !session_open(vault, session, problems)) {
		secret_zero(keys->sitting, KEY);
		return false;
	}
	resume_key(vault);
	return true;
}

void vault_keys_wrap_resume(const struct vault *vault, const uint8_t record[16], struct slice plain,
			    char *out)
{
	struct binding to = {.size = 0};
	bind(&to, record, 16);
	wrap(vault->keys->resume, &to, plain.bytes, plain.size, (uint8_t *)out);
}

bool vault_keys_unwrap_resume(const struct vault *vault, const uint8_t record[16],
			      struct slice wrapped, uint8_t *plain)
{
	struct binding to = {.size = 0};
	bind(&to, record, 16);
	return unwrap(vault->keys->resume, &to, (const uint8_t *)wrapped.bytes, wrapped.size,
		      plain);
}
