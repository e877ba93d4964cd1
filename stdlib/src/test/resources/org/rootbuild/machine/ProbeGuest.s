# The source of org.rootbuild.machine.ProbeGuest, linked as a flat binary at 1 MiB.
        .code32
        .globl  _start
_start:
header: # Multiboot: magic, "address fields follow", checksum; header, load address, whole file, no bss, entry
        .long   0x1BADB002, 0x00010000, -(0x1BADB002 + 0x00010000)
        .long   header, header, 0, 0, entry
entry:
        cli
        # Page tables at 2 MiB that map the first 2 MiB to themselves.
        mov     $0x200000, %edi
        xor     %eax, %eax
        mov     $0xc00, %ecx
        rep stosl
        movl    $0x201003, 0x200000
        movl    $0x202003, 0x201000
        movl    $0x83, 0x202000
        mov     $0x620, %eax            # CR4: physical address extension, vector registers
        mov     %eax, %cr4
        mov     $0x200000, %eax
        mov     %eax, %cr3
        mov     $0xC0000080, %ecx       # EFER: long mode
        rdmsr
        or      $0x100, %eax
        wrmsr
        mov     %cr0, %eax
        and     $0xfffffffb, %eax       # no emulated coprocessor
        or      $0x80000002, %eax       # paging
        mov     %eax, %cr0
        lgdt    pointer
        ljmp    $8, $long
        .code64
long:   # 'K' goes through a vector register, so that a missing one shows.
        movabs  $0x004b000000000000, %rax
        movq    %rax, %xmm0
        movq    %xmm0, %rax
        shr     $48, %rax
        mov     $0x3f8, %edx
        out     %al, %dx
        mov     $0x10, %eax
        mov     $0xf4, %edx
        out     %al, %dx
1:      hlt
        jmp     1b
        .align  8
gdt:    .quad   0, 0x00209a0000000000
pointer: .word  15
        .long   gdt
