/* The pairs are from stock age-keygen -y; the faults are made from the first of them. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <sodium.h>

#include "export/formats/bech32.h"
#include "export/sayso/identity/identity_text.h"

static const struct {
	const char *identity, *recipient;
} pairs[] = {
	{"AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0",
	 "age1xmwwc06ly3ee5rytxm9mflaz2u56jjj36s0mypdrwsvlul66mv4q47ryef"},
	{"AGE-SECRET-KEY-143WN7DCXU4G8R5AXQSSYD9AEPYDNT3HXSLWSPK36CDU6E8M59SSSAGZ3KG",
	 "age1f3ygt5e2d2h7d6dae2tnwgy4y6f0kwhvpa64cre0k2gprv2r8qnst4j00y"},
};

static void test_pairs(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(pairs); i++) {
		struct age_recipient recipient;
		uint8_t secret[32], public_key[32];
		char identity_text[AGE_IDENTITY_TEXT], recipient_text[AGE_RECIPIENT_TEXT];
		assert_true(age_identity_read(slice_of(pairs[i].identity), secret));
		assert_true(age_recipient_read(slice_of(pairs[i].recipient), &recipient));
		crypto_scalarmult_base(public_key, secret);
		assert_memory_equal(public_key, recipient.public_key, 32);
		age_identity_write(secret, identity_text);
		age_recipient_write(&recipient, recipient_text);
		assert_string_equal(identity_text, pairs[i].identity);
		assert_string_equal(recipient_text, pairs[i].recipient);
	}
}

static void test_any_bytes_come_back(void **state)
{
	(void)state;
	for (unsigned fill = 0; fill < 256; fill++) {
		struct age_recipient in, out;
		char text[AGE_RECIPIENT_TEXT];
		memset(&in, (int)fill, sizeof in);
		in.public_key[fill % 32] ^= 0x5A;
		age_recipient_write(&in, text);
		assert_int_equal(strlen(text), AGE_RECIPIENT_TEXT - 1);
		assert_true(age_recipient_read(slice_of(text), &out));
		assert_memory_equal(&in, &out, sizeof in);
	}
}

/* Every other character at every place, of the alphabet or not, must be noticed. */
static void test_one_wrong_character(void **state)
{
	(void)state;
	static const char tried[] = "qpzry9x8gf2tvdw0s3jn54khce6mua7lbio1QPZ -\n";
	char text[AGE_RECIPIENT_TEXT];
	memcpy(text, pairs[0].recipient, sizeof text);
	for (size_t at = 0; at < sizeof text - 1; at++) {
		for (size_t i = 0; i < sizeof tried - 1; i++) {
			struct age_recipient recipient;
			char right = text[at];
			text[at] = tried[i];
			assert_int_equal(age_recipient_read(slice_of(text), &recipient),
					 tried[i] == right);
			text[at] = right;
		}
	}
}

static void test_refused(void **state)
{
	(void)state;
	static const char *const refused[] = {
		"",
		"age1",
		"age",
		/* cut, and longer */
		"age1xmwwc06ly3ee5rytxm9mflaz2u56jjj36s0mypdrwsvlul66mv4q47rye",
		"age1xmwwc06ly3ee5rytxm9mflaz2u56jjj36s0mypdrwsvlul66mv4q47ryefq",
		/* the other case */
		"AGE1XMWWC06LY3EE5RYTXM9MFLAZ2U56JJJ36S0MYPDRWSVLUL66MV4Q47RYEF",
		/* an identity, where a recipient is asked */
		"AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0",
		/* the 4 bits after the end are not zero, the checksum is right */
		"age1xmwwc06ly3ee5rytxm9mflaz2u56jjj36s0mypdrwsvlul66mv4pggh3ym",
	};
	struct age_recipient recipient;
	uint8_t secret[32];
	for (size_t i = 0; i < countof(refused); i++)
		assert_false(age_recipient_read(slice_of(refused[i]), &recipient));
	assert_false(age_identity_read(slice_of(pairs[0].recipient), secret));
	assert_false(age_identity_read(slice_of("age-secret-key-1egtzvffv20835nwyv6270lxyvk2vknx2mm"
						"dkwyklmgr48uawx40q2p2lm0"),
				       secret));
	assert_false(age_identity_read(slice_of("AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MM"
						"DKWYKLMGR48UAWX40q2P2LM0"),
				       secret));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pairs),
		cmocka_unit_test(test_any_bytes_come_back),
		cmocka_unit_test(test_one_wrong_character),
		cmocka_unit_test(test_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
