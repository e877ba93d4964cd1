package org.rootbuild.partition;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * The types that have a name. Of several with the same number, the first is the one that a number is read as. Numbers
 * of MBR entries as Linux' fdisk knows them; those of GPT from UEFI 2.10 (table 5.7), the Discoverable Partitions
 * Specification and the owners of the rest.
 */
final class KnownTypes {
    private static final String ROWS = """
        linux 83 0fc63daf-8483-4772-8e79-3d69d8477de4
        esp ef c12a7328-f81f-11d2-ba4b-00a0c93ec93b
        bios-boot - 21686148-6449-6e6f-744e-656564454649
        xbootldr ea bc13c2ff-59e6-4262-a352-b275fd6f7172
        raid fd a19d880f-05fc-4d3b-a006-743f0f84911e
        swap 82 0657fd6d-a4ab-43c4-84e5-0933c84b4f4f
        lvm 8e e6d6d379-f507-44c2-a23c-238f2a3df928
        basic-data - ebd0a0a2-b9e5-4433-87c0-68b6b72699c7
        fat12 01 ebd0a0a2-b9e5-4433-87c0-68b6b72699c7
        fat16 0e ebd0a0a2-b9e5-4433-87c0-68b6b72699c7
        fat32 0c ebd0a0a2-b9e5-4433-87c0-68b6b72699c7
        ntfs 07 ebd0a0a2-b9e5-4433-87c0-68b6b72699c7
        exfat 07 ebd0a0a2-b9e5-4433-87c0-68b6b72699c7
        fat16-small 04 -
        fat16-chs 06 -
        fat32-chs 0b -
        extended 0f -
        extended-chs 05 -
        extended-linux 85 -
        gpt-protective ee -
        linux-home 83 933ac7e1-2eb4-4f13-b844-0e14e2aef915
        linux-srv 83 3b8f8425-20e0-4f3b-907f-1a25a76f98e8
        linux-var 83 4d21b016-b534-45c2-a9fb-5c16e091fd2d
        linux-tmp 83 7ec6f557-3bc5-4aca-b293-16ef5df639d1
        linux-user-home 83 773f91ef-66d4-49b5-bd83-d683bf40ad16
        linux-reserved - 8da63339-0007-60c0-c436-083ac8230908
        luks - ca7d7ccb-63ed-4c53-861c-1742536059cc
        dm-crypt - 7ffec5c9-2d00-49b7-8941-3ea10a5586b7
        microsoft-reserved - e3c9e316-0b5c-4db8-817d-f92df00215ae
        windows-recovery 27 de94bba4-06d1-4d40-a16a-bfd50179d6ac
        microsoft-ldm-data 42 af9b60a0-1431-4f62-bc68-3311714a69ad
        microsoft-ldm-metadata - 5808c8aa-7e8f-42e0-85d2-e1e90434cfb3
        microsoft-storage-spaces - e75caf8f-f680-4cee-afa3-b001e56efc2d
        prep 41 9e1a2d38-c612-4316-aa26-8b49521e5a8b
        minix 81 -
        chromeos-kernel - fe3a2a5d-4f32-41a7-b725-accc3285a309
        chromeos-root - 3cb8e202-3b7e-47dd-8a3c-7ff2a13cfcec
        chromeos-reserved - 2e0a753d-9e48-43b0-8337-b15192cb1b5e
        freebsd a5 516e7cb4-6ecf-11d6-8ff8-00022d09712b
        freebsd-boot - 83bd6b9d-7f41-11dc-be0b-001560b84f0f
        freebsd-swap - 516e7cb5-6ecf-11d6-8ff8-00022d09712b
        freebsd-ufs - 516e7cb6-6ecf-11d6-8ff8-00022d09712b
        freebsd-zfs - 516e7cba-6ecf-11d6-8ff8-00022d09712b
        openbsd a6 824cc7a0-36a8-11e3-890a-952519ad3f61
        netbsd a9 -
        netbsd-ffs - 49f48d5a-b10e-11dc-b99b-0019d1879648
        netbsd-swap - 49f48d32-b10e-11dc-b99b-0019d1879648
        solaris-root - 6a85cf4d-1dd2-11b2-99a6-080020736631
        solaris-usr - 6a898cc3-1dd2-11b2-99a6-080020736631
        solaris bf -
        apple-hfs af 48465300-0000-11aa-aa11-00306543ecac
        apple-apfs - 7c3457ef-0000-11aa-aa11-00306543ecac
        apple-boot - 426f6f74-0000-11aa-aa11-00306543ecac
        haiku eb 42465331-3ba3-10f1-802a-4861696b7521
        vmware-vmfs fb aa31e02a-400f-11db-9590-000c2911d1b8
        vmware-core fc 9d275380-40ad-11db-bf97-000c2911d1b8
        ceph-osd - 4fbd7e29-9d25-41b8-afd0-062c0ceff05d
        onie-boot - 7412f7d5-a156-4b13-81dc-867174929325
        onie-config - d4e6e2cd-4469-46f3-b5cb-1bff57afc149
        hifive-fsbl - 5b193300-fc78-40cd-8002-e86c45580b47
        hifive-bbl - 2e54b353-1271-4842-806f-e436d6af6985
        dell-utility de -
        compaq-diagnostics 12 -
        non-filesystem da -
        linux-root-x86 83 44479540-f297-41b2-9af7-d131d5f0458a
        linux-root-x86-64 83 4f68bce3-e8cd-4db1-96e7-fbcaf984b709
        linux-root-alpha 83 6523f8ae-3eb1-4e2a-a05a-18b695ae656f
        linux-root-arc 83 d27f46ed-2919-4cb8-bd25-9531f3c16534
        linux-root-arm 83 69dad710-2ce4-4e3c-b16c-21a1d49abed3
        linux-root-arm64 83 b921b045-1df0-41c3-af44-4c6f280d3fae
        linux-root-ia64 83 993d8d3d-f80e-4225-855a-9daf8ed7ea97
        linux-root-loongarch64 83 77055800-792c-4f94-b39a-98c91b762bb6
        linux-root-mips-le 83 37c58c8a-d913-4156-a25f-48b1b64e07f0
        linux-root-mips64-le 83 700bda43-7a34-4507-b179-eeb93d7a7ca3
        linux-root-ppc 83 1de3f1ef-fa98-47b5-8dcd-4a860a654d78
        linux-root-ppc64 83 912ade1d-a839-4913-8964-a10eee08fbd2
        linux-root-ppc64-le 83 c31c45e6-3f39-412e-80fb-4809c4980599
        linux-root-riscv32 83 60d5a7fe-8e7d-435c-b714-3dd8162144e1
        linux-root-riscv64 83 72ec70a6-cf74-40e6-bd49-4bda08e8f224
        linux-root-s390 83 08a7acea-624c-4a20-91e8-6e0fa67d23f9
        linux-root-s390x 83 5eead9a9-fe09-4a1e-a1d7-520d00531306
        linux-root-tilegx 83 c50cdd70-3862-4cc3-90e1-809a8c93ee2c
        linux-usr-x86 83 75250d76-8cc6-458e-bd66-bd47cc81a812
        linux-usr-x86-64 83 8484680c-9521-48c6-9c11-b0720656f69e
        linux-usr-alpha 83 e18cf08c-33ec-4c0d-8246-c6c6fb3da024
        linux-usr-arc 83 7978a683-6316-4922-bbee-38bff5a2fecc
        linux-usr-arm 83 7d0359a3-02b3-4f0a-865c-654403e70625
        linux-usr-arm64 83 b0e01050-ee5f-4390-949a-9101b17104e9
        linux-usr-ia64 83 4301d2a6-4e3b-4b2a-bb94-9e0b2c4225ea
        linux-usr-loongarch64 83 e611c702-575c-4cbe-9a46-434fa0bf7e3f
        linux-usr-mips-le 83 0f4868e9-9952-4706-979f-3ed3a473e947
        linux-usr-mips64-le 83 c97c1f32-ba06-40b4-9f22-236061b08aa8
        linux-usr-ppc 83 7d14fec5-cc71-415d-9d6c-06bf0b3c3eaf
        linux-usr-ppc64 83 2c9739e2-f068-46b3-9fd0-01c5a9afbcca
        linux-usr-ppc64-le 83 15bb03af-77e7-4d4a-b12b-c0d084f7491c
        linux-usr-riscv32 83 b933fb22-5c3f-4f91-af90-e2bb0fa50702
        linux-usr-riscv64 83 beaec34b-8442-439b-a40b-984381ed097d
        linux-usr-s390 83 cd0f869b-d0fb-4ca0-b141-9ea87cc78d66
        linux-usr-s390x 83 8a4f5770-50aa-4ed3-874a-99b710db6fea
        linux-usr-tilegx 83 55497029-c7c1-44cc-aa39-815ed1558630
        linux-root-x86-verity - d13c5d3b-b5d1-422a-b29f-9454fdc89d76
        linux-root-x86-64-verity - 2c7357ed-ebd2-46d9-aec1-23d437ec2bf5
        linux-root-alpha-verity - fc56d9e9-e6e5-4c06-be32-e74407ce09a5
        linux-root-arc-verity - 24b2d975-0f97-4521-afa1-cd531e421b8d
        linux-root-arm-verity - 7386cdf2-203c-47a9-a498-f2ecce45a2d6
        linux-root-arm64-verity - df3300ce-d69f-4c92-978c-9bfb0f38d820
        linux-root-ia64-verity - 86ed10d5-b607-45bb-8957-d350f23d0571
        linux-root-loongarch64-verity - f3393b22-e9af-4613-a948-9d3bfbd0c535
        linux-root-mips-le-verity - d7d150d2-2a04-4a33-8f12-16651205ff7b
        linux-root-mips64-le-verity - 16b417f8-3e06-4f57-8dd2-9b5232f41aa6
        linux-root-ppc-verity - 98cfe649-1588-46dc-b2f0-add147424925
        linux-root-ppc64-verity - 9225a9a3-3c19-4d89-b4f6-eeff88f17631
        linux-root-ppc64-le-verity - 906bd944-4589-4aae-a4e4-dd983917446a
        linux-root-riscv32-verity - ae0253be-1167-4007-ac68-43926c14c5de
        linux-root-riscv64-verity - b6ed5582-440b-4209-b8da-5ff7c419ea3d
        linux-root-s390-verity - 7ac63b47-b25c-463b-8df8-b4a94e6c90e1
        linux-root-s390x-verity - b325bfbe-c7be-4ab8-8357-139e652d2f6b
        linux-root-tilegx-verity - 966061ec-28e4-4b2e-b4a5-1f0a825a1d84
        linux-usr-x86-verity - 8f461b0d-14ee-4e81-9aa9-049b6fb97abd
        linux-usr-x86-64-verity - 77ff5f63-e7b6-4633-acf4-1565b864c0e6
        linux-usr-alpha-verity - 8cce0d25-c0d0-4a44-bd87-46331bf1df67
        linux-usr-arc-verity - fca0598c-d880-4591-8c16-4eda05c7347c
        linux-usr-arm-verity - c215d751-7bcd-4649-be90-6627490a4c05
        linux-usr-arm64-verity - 6e11a4e7-fbca-4ded-b9e9-e1a512bb664e
        linux-usr-ia64-verity - 6a491e03-3be7-4545-8e38-83320e0ea880
        linux-usr-loongarch64-verity - f46b2c26-59ae-48f0-9106-c50ed47f673d
        linux-usr-mips-le-verity - 46b98d8d-b55c-4e8f-aab3-37fca7f80752
        linux-usr-mips64-le-verity - 3c3d61fe-b5f3-414d-bb71-8739a694a4ef
        linux-usr-ppc-verity - df765d00-270e-49e5-bc75-f47bb2118b09
        linux-usr-ppc64-verity - bdb528a5-a259-475f-a87d-da53fa736a07
        linux-usr-ppc64-le-verity - ee2b9983-21e8-4153-86d9-b6901a54d1ce
        linux-usr-riscv32-verity - cb1ee4e3-8cd0-4136-a0a4-aa61a32e8730
        linux-usr-riscv64-verity - 8f1056be-9b05-47c4-81d6-be53128e5b54
        linux-usr-s390-verity - b663c618-e7bc-4d6d-90aa-11b756bb1797
        linux-usr-s390x-verity - 31741cc4-1a2a-4111-a581-e00b447d2d06
        linux-usr-tilegx-verity - 2fb4bf56-07fa-42da-8132-6b139f2026ae
        linux-root-x86-verity-sig - 5996fc05-109c-48de-808b-23fa0830b676
        linux-root-x86-64-verity-sig - 41092b05-9fc8-4523-994f-2def0408b176
        linux-root-alpha-verity-sig - d46495b7-a053-414f-80f7-700c99921ef8
        linux-root-arc-verity-sig - 143a70ba-cbd3-4f06-919f-6c05683a78bc
        linux-root-arm-verity-sig - 42b0455f-eb11-491d-98d3-56145ba9d037
        linux-root-arm64-verity-sig - 6db69de6-29f4-4758-a7a5-962190f00ce3
        linux-root-ia64-verity-sig - e98b36ee-32ba-4882-9b12-0ce14655f46a
        linux-root-loongarch64-verity-sig - 5afb67eb-ecc8-4f85-ae8e-ac1e7c50e7d0
        linux-root-mips-le-verity-sig - c919cc1f-4456-4eff-918c-f75e94525ca5
        linux-root-mips64-le-verity-sig - 904e58ef-5c65-4a31-9c57-6af5fc7c5de7
        linux-root-ppc-verity-sig - 1b31b5aa-add9-463a-b2ed-bd467fc857e7
        linux-root-ppc64-verity-sig - f5e2c20c-45b2-4ffa-bce9-2a60737e1aaf
        linux-root-ppc64-le-verity-sig - d4a236e7-e873-4c07-bf1d-bf6cf7f1c3c6
        linux-root-riscv32-verity-sig - 3a112a75-8729-4380-b4cf-764d79934448
        linux-root-riscv64-verity-sig - efe0f087-ea8d-4469-821a-4c2a96a8386a
        linux-root-s390-verity-sig - 3482388e-4254-435a-a241-766a065f9960
        linux-root-s390x-verity-sig - c80187a5-73a3-491a-901a-017c3fa953e9
        linux-root-tilegx-verity-sig - b3671439-97b0-4a53-90f7-2d5a8f3ad47b
        linux-usr-x86-verity-sig - 974a71c0-de41-43c3-be5d-5c5ccd1ad2c0
        linux-usr-x86-64-verity-sig - e7bb33fb-06cf-4e81-8273-e543b413e2e2
        linux-usr-alpha-verity-sig - 5c6e1c76-076a-457a-a0fe-f3b4cd21ce6e
        linux-usr-arc-verity-sig - 94f9a9a1-9971-427a-a400-50cb297f0f35
        linux-usr-arm-verity-sig - d7ff812f-37d1-4902-a810-d76ba57b975a
        linux-usr-arm64-verity-sig - c23ce4ff-44bd-4b00-b2d4-b41b3419e02a
        linux-usr-ia64-verity-sig - 8de58bc2-2a43-460d-b14e-a76e4a17b47f
        linux-usr-loongarch64-verity-sig - b024f315-d330-444c-8461-44bbde524e99
        linux-usr-mips-le-verity-sig - 3e23ca0b-a4bc-4b4e-8087-5ab6a26aa8a9
        linux-usr-mips64-le-verity-sig - f2c2c7ee-adcc-4351-b5c6-ee9816b66e16
        linux-usr-ppc-verity-sig - 7007891d-d371-4a80-86a4-5cb875b9302e
        linux-usr-ppc64-verity-sig - 0b888863-d7f8-4d9e-9766-239fce4d58af
        linux-usr-ppc64-le-verity-sig - c8bfbd1e-268e-4521-8bba-bf314c399557
        linux-usr-riscv32-verity-sig - c3836a13-3137-45ba-b583-b16c50fe5eb4
        linux-usr-riscv64-verity-sig - d2f9000a-7a18-453f-b5cd-4d32f77a7b32
        linux-usr-s390-verity-sig - 17440e4f-a8d0-467f-a46e-3912ae6ef2c5
        linux-usr-s390x-verity-sig - 3f324816-667b-46ae-86ee-9b0c0c6c11b4
        linux-usr-tilegx-verity-sig - 4ede75e2-6ccc-4cc8-b9c7-70334b087510
        """;
    private static final List<PartitionType> ALL = ROWS.lines().map(KnownTypes::row).toList();

    private KnownTypes() {
    }

    private static PartitionType row(String line) {
        String[] words = line.split(" ");
        return new PartitionType(words[0],
            words[1].equals("-") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(words[1], 16)),
            words[2].equals("-") ? Optional.empty() : Optional.of(UUID.fromString(words[2])));
    }

    static List<PartitionType> all() {
        return ALL;
    }

    /** The Discoverable Partitions Specification's names are known without {@code linux-} too. */
    static Optional<PartitionType> named(String name) {
        return ALL.stream().filter(type -> type.name().equals(name) || type.name().equals("linux-" + name)).findFirst();
    }

    static Optional<PartitionType> ofMbr(int id) {
        return ALL.stream().filter(type -> type.mbrId().isPresent() && type.mbrId().getAsInt() == id).findFirst();
    }

    static Optional<PartitionType> ofGpt(UUID id) {
        return ALL.stream().filter(type -> type.gptId().filter(id::equals).isPresent()).findFirst();
    }
}
