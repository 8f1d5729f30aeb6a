    .section .rodata
    .global slipstream_openapi_begin
    .global slipstream_openapi_end
slipstream_openapi_begin:
    .incbin "openapi.json"
slipstream_openapi_end:
    .section .note.GNU-stack, "", %progbits
