import * as $protobuf from "protobufjs/minimal.js";
import Long = require("long");

/** Namespace tongban. */
export namespace tongban {

    /** Namespace v1. */
    namespace v1 {

        /**
         * Properties of a BlobRef.
         * @deprecated Use tongban.v1.BlobRef.$Properties instead.
         */
        interface IBlobRef extends tongban.v1.BlobRef.$Properties {
        }

        /** Represents a BlobRef. */
        class BlobRef {

            /**
             * Constructs a new BlobRef.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.BlobRef.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** BlobRef sha256. */
            sha256: string;

            /** BlobRef sm3. */
            sm3: string;

            /** BlobRef size. */
            size: number;

            /** BlobRef mediaType. */
            mediaType: string;

            /** BlobRef fileName. */
            fileName: string;

            /**
             * Encodes the specified BlobRef message. Does not implicitly {@link tongban.v1.BlobRef.verify|verify} messages.
             * @param message BlobRef message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.BlobRef.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a BlobRef message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.BlobRef & tongban.v1.BlobRef.$Shape} BlobRef
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.BlobRef & tongban.v1.BlobRef.$Shape;

            /**
             * Creates a BlobRef message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns BlobRef
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.BlobRef;

            /**
             * Creates a plain object from a BlobRef message. Also converts values to other types if specified.
             * @param message BlobRef
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.BlobRef, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this BlobRef to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace BlobRef {

            /** Properties of a BlobRef. */
            interface $Properties {

                /** BlobRef sha256 */
                sha256?: string;

                /** BlobRef sm3 */
                sm3?: string;

                /** BlobRef size */
                size?: number;

                /** BlobRef mediaType */
                mediaType?: string;

                /** BlobRef fileName */
                fileName?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a BlobRef. */
            type $Shape = tongban.v1.BlobRef.$Properties;
        }

        /**
         * Properties of an OpenUploadRequest.
         * @deprecated Use tongban.v1.OpenUploadRequest.$Properties instead.
         */
        interface IOpenUploadRequest extends tongban.v1.OpenUploadRequest.$Properties {
        }

        /** Represents an OpenUploadRequest. */
        class OpenUploadRequest {

            /**
             * Constructs a new OpenUploadRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.OpenUploadRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** OpenUploadRequest blob. */
            blob: tongban.v1.BlobRef;

            /** OpenUploadRequest useId. */
            useId: string;

            /**
             * Encodes the specified OpenUploadRequest message. Does not implicitly {@link tongban.v1.OpenUploadRequest.verify|verify} messages.
             * @param message OpenUploadRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.OpenUploadRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an OpenUploadRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.OpenUploadRequest & tongban.v1.OpenUploadRequest.$Shape} OpenUploadRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.OpenUploadRequest & tongban.v1.OpenUploadRequest.$Shape;

            /**
             * Creates an OpenUploadRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns OpenUploadRequest
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.OpenUploadRequest;

            /**
             * Creates a plain object from an OpenUploadRequest message. Also converts values to other types if specified.
             * @param message OpenUploadRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.OpenUploadRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this OpenUploadRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace OpenUploadRequest {

            /** Properties of an OpenUploadRequest. */
            interface $Properties {

                /** OpenUploadRequest blob */
                blob?: tongban.v1.BlobRef.$Properties;

                /** OpenUploadRequest useId */
                useId?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an OpenUploadRequest. */
            type $Shape = tongban.v1.OpenUploadRequest.$Properties;
        }

        /**
         * Properties of an OpenUploadResponse.
         * @deprecated Use tongban.v1.OpenUploadResponse.$Properties instead.
         */
        interface IOpenUploadResponse extends tongban.v1.OpenUploadResponse.$Properties {
        }

        /** Represents an OpenUploadResponse. */
        class OpenUploadResponse {

            /**
             * Constructs a new OpenUploadResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.OpenUploadResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** OpenUploadResponse offset. */
            offset: number;

            /** OpenUploadResponse complete. */
            complete: boolean;

            /**
             * Encodes the specified OpenUploadResponse message. Does not implicitly {@link tongban.v1.OpenUploadResponse.verify|verify} messages.
             * @param message OpenUploadResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.OpenUploadResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an OpenUploadResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.OpenUploadResponse & tongban.v1.OpenUploadResponse.$Shape} OpenUploadResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.OpenUploadResponse & tongban.v1.OpenUploadResponse.$Shape;

            /**
             * Creates an OpenUploadResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns OpenUploadResponse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.OpenUploadResponse;

            /**
             * Creates a plain object from an OpenUploadResponse message. Also converts values to other types if specified.
             * @param message OpenUploadResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.OpenUploadResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this OpenUploadResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace OpenUploadResponse {

            /** Properties of an OpenUploadResponse. */
            interface $Properties {

                /** OpenUploadResponse offset */
                offset?: number;

                /** OpenUploadResponse complete */
                complete?: boolean;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an OpenUploadResponse. */
            type $Shape = tongban.v1.OpenUploadResponse.$Properties;
        }

        /**
         * Properties of an UploadRequest.
         * @deprecated Use tongban.v1.UploadRequest.$Properties instead.
         */
        interface IUploadRequest extends tongban.v1.UploadRequest.$Properties {
        }

        /** Represents an UploadRequest. */
        class UploadRequest {

            /**
             * Constructs a new UploadRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.UploadRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** UploadRequest start. */
            start: (tongban.v1.UploadStart|null);

            /** UploadRequest chunk. */
            chunk: (Uint8Array|null);

            /** UploadRequest part. */
            part?: ("start"|"chunk");

            /**
             * Encodes the specified UploadRequest message. Does not implicitly {@link tongban.v1.UploadRequest.verify|verify} messages.
             * @param message UploadRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.UploadRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an UploadRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.UploadRequest & tongban.v1.UploadRequest.$Shape} UploadRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.UploadRequest & tongban.v1.UploadRequest.$Shape;

            /**
             * Creates an UploadRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns UploadRequest
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.UploadRequest;

            /**
             * Creates a plain object from an UploadRequest message. Also converts values to other types if specified.
             * @param message UploadRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.UploadRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this UploadRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace UploadRequest {

            /** Properties of an UploadRequest. */
            interface $Properties {

                /** UploadRequest start */
                start?: (tongban.v1.UploadStart.$Properties|null);

                /** UploadRequest chunk */
                chunk?: (Uint8Array|null);

                /** UploadRequest part */
                part?: ("start"|"chunk");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of an UploadRequest. */
            type $Shape = {
              start?: tongban.v1.UploadStart.$Shape|null;
              chunk?: Uint8Array|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ part?: undefined; start?: null; chunk?: null }|{ part?: "start"; start: tongban.v1.UploadStart.$Shape; chunk?: null }|{ part?: "chunk"; start?: null; chunk: Uint8Array })
            );
        }

        /**
         * Properties of an UploadStart.
         * @deprecated Use tongban.v1.UploadStart.$Properties instead.
         */
        interface IUploadStart extends tongban.v1.UploadStart.$Properties {
        }

        /** Represents an UploadStart. */
        class UploadStart {

            /**
             * Constructs a new UploadStart.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.UploadStart.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** UploadStart sha256. */
            sha256: string;

            /** UploadStart offset. */
            offset: number;

            /** UploadStart useId. */
            useId: string;

            /**
             * Encodes the specified UploadStart message. Does not implicitly {@link tongban.v1.UploadStart.verify|verify} messages.
             * @param message UploadStart message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.UploadStart.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an UploadStart message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.UploadStart & tongban.v1.UploadStart.$Shape} UploadStart
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.UploadStart & tongban.v1.UploadStart.$Shape;

            /**
             * Creates an UploadStart message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns UploadStart
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.UploadStart;

            /**
             * Creates a plain object from an UploadStart message. Also converts values to other types if specified.
             * @param message UploadStart
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.UploadStart, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this UploadStart to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace UploadStart {

            /** Properties of an UploadStart. */
            interface $Properties {

                /** UploadStart sha256 */
                sha256?: string;

                /** UploadStart offset */
                offset?: number;

                /** UploadStart useId */
                useId?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an UploadStart. */
            type $Shape = tongban.v1.UploadStart.$Properties;
        }

        /**
         * Properties of an UploadResponse.
         * @deprecated Use tongban.v1.UploadResponse.$Properties instead.
         */
        interface IUploadResponse extends tongban.v1.UploadResponse.$Properties {
        }

        /** Represents an UploadResponse. */
        class UploadResponse {

            /**
             * Constructs a new UploadResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.UploadResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** UploadResponse offset. */
            offset: number;

            /** UploadResponse complete. */
            complete: boolean;

            /**
             * Encodes the specified UploadResponse message. Does not implicitly {@link tongban.v1.UploadResponse.verify|verify} messages.
             * @param message UploadResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.UploadResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an UploadResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.UploadResponse & tongban.v1.UploadResponse.$Shape} UploadResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.UploadResponse & tongban.v1.UploadResponse.$Shape;

            /**
             * Creates an UploadResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns UploadResponse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.UploadResponse;

            /**
             * Creates a plain object from an UploadResponse message. Also converts values to other types if specified.
             * @param message UploadResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.UploadResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this UploadResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace UploadResponse {

            /** Properties of an UploadResponse. */
            interface $Properties {

                /** UploadResponse offset */
                offset?: number;

                /** UploadResponse complete */
                complete?: boolean;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an UploadResponse. */
            type $Shape = tongban.v1.UploadResponse.$Properties;
        }

        /**
         * Properties of a DownloadRequest.
         * @deprecated Use tongban.v1.DownloadRequest.$Properties instead.
         */
        interface IDownloadRequest extends tongban.v1.DownloadRequest.$Properties {
        }

        /** Represents a DownloadRequest. */
        class DownloadRequest {

            /**
             * Constructs a new DownloadRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.DownloadRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DownloadRequest sha256. */
            sha256: string;

            /** DownloadRequest offset. */
            offset: number;

            /** DownloadRequest useId. */
            useId: string;

            /**
             * Encodes the specified DownloadRequest message. Does not implicitly {@link tongban.v1.DownloadRequest.verify|verify} messages.
             * @param message DownloadRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.DownloadRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DownloadRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.DownloadRequest & tongban.v1.DownloadRequest.$Shape} DownloadRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.DownloadRequest & tongban.v1.DownloadRequest.$Shape;

            /**
             * Creates a DownloadRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns DownloadRequest
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.DownloadRequest;

            /**
             * Creates a plain object from a DownloadRequest message. Also converts values to other types if specified.
             * @param message DownloadRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.DownloadRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this DownloadRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace DownloadRequest {

            /** Properties of a DownloadRequest. */
            interface $Properties {

                /** DownloadRequest sha256 */
                sha256?: string;

                /** DownloadRequest offset */
                offset?: number;

                /** DownloadRequest useId */
                useId?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DownloadRequest. */
            type $Shape = tongban.v1.DownloadRequest.$Properties;
        }

        /**
         * Properties of a DownloadResponse.
         * @deprecated Use tongban.v1.DownloadResponse.$Properties instead.
         */
        interface IDownloadResponse extends tongban.v1.DownloadResponse.$Properties {
        }

        /** Represents a DownloadResponse. */
        class DownloadResponse {

            /**
             * Constructs a new DownloadResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.DownloadResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DownloadResponse chunk. */
            chunk: Uint8Array;

            /**
             * Encodes the specified DownloadResponse message. Does not implicitly {@link tongban.v1.DownloadResponse.verify|verify} messages.
             * @param message DownloadResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.DownloadResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DownloadResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.DownloadResponse & tongban.v1.DownloadResponse.$Shape} DownloadResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.DownloadResponse & tongban.v1.DownloadResponse.$Shape;

            /**
             * Creates a DownloadResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns DownloadResponse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.DownloadResponse;

            /**
             * Creates a plain object from a DownloadResponse message. Also converts values to other types if specified.
             * @param message DownloadResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.DownloadResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this DownloadResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace DownloadResponse {

            /** Properties of a DownloadResponse. */
            interface $Properties {

                /** DownloadResponse chunk */
                chunk?: Uint8Array;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DownloadResponse. */
            type $Shape = tongban.v1.DownloadResponse.$Properties;
        }

        /** HandlingMode enum. */
        enum HandlingMode {

            /** HANDLING_MODE_UNSPECIFIED value */
            HANDLING_MODE_UNSPECIFIED = 0,

            /** FULLY_ONLINE value */
            FULLY_ONLINE = 1,

            /** REMOTE_INTAKE value */
            REMOTE_INTAKE = 2,

            /** JOINT value */
            JOINT = 3
        }

        /** CaseState enum. */
        enum CaseState {

            /** CASE_STATE_UNSPECIFIED value */
            CASE_STATE_UNSPECIFIED = 0,

            /** SUBMITTED value */
            SUBMITTED = 1,

            /** INTAKE_RECORDED value */
            INTAKE_RECORDED = 2,

            /** CORRECTION_REQUESTED value */
            CORRECTION_REQUESTED = 3,

            /** NOT_ACCEPTED value */
            NOT_ACCEPTED = 4,

            /** ACCEPTED value */
            ACCEPTED = 5,

            /** IN_REVIEW value */
            IN_REVIEW = 6,

            /** SUSPENDED value */
            SUSPENDED = 7,

            /** DECIDED value */
            DECIDED = 8,

            /** CONCLUDED value */
            CONCLUDED = 9,

            /** RESULT_DELIVERED value */
            RESULT_DELIVERED = 10,

            /** WITHDRAWN value */
            WITHDRAWN = 11,

            /** TERMINATED value */
            TERMINATED = 12,

            /** AWAITING_PREREQUISITES value */
            AWAITING_PREREQUISITES = 13,

            /** LIFE_EVENT_UNDER_WAY value */
            LIFE_EVENT_UNDER_WAY = 14,

            /** LIFE_EVENT_COMPLETED value */
            LIFE_EVENT_COMPLETED = 15
        }

        /** ApplicantKind enum. */
        enum ApplicantKind {

            /** APPLICANT_KIND_UNSPECIFIED value */
            APPLICANT_KIND_UNSPECIFIED = 0,

            /** NATURAL_PERSON value */
            NATURAL_PERSON = 1,

            /** ENTERPRISE value */
            ENTERPRISE = 2,

            /** PUBLIC_INSTITUTION value */
            PUBLIC_INSTITUTION = 3,

            /** SOCIAL_ORGANISATION value */
            SOCIAL_ORGANISATION = 4,

            /** GOVERNMENT_BODY value */
            GOVERNMENT_BODY = 5,

            /** OTHER_ORGANISATION value */
            OTHER_ORGANISATION = 6
        }

        /** MaterialSource enum. */
        enum MaterialSource {

            /** MATERIAL_SOURCE_UNSPECIFIED value */
            MATERIAL_SOURCE_UNSPECIFIED = 0,

            /** UPLOADED value */
            UPLOADED = 1,

            /** ORIGINAL_CHECKED value */
            ORIGINAL_CHECKED = 2,

            /** E_CERTIFICATE value */
            E_CERTIFICATE = 3,

            /** SHARED_DATA value */
            SHARED_DATA = 4
        }

        /** DecisionOutcome enum. */
        enum DecisionOutcome {

            /** DECISION_OUTCOME_UNSPECIFIED value */
            DECISION_OUTCOME_UNSPECIFIED = 0,

            /** GRANTED value */
            GRANTED = 1,

            /** DENIED value */
            DENIED = 2
        }

        /** ProofLevel enum. */
        enum ProofLevel {

            /** PROOF_LEVEL_UNSPECIFIED value */
            PROOF_LEVEL_UNSPECIFIED = 0,

            /** HUB_RECEIVED value */
            HUB_RECEIVED = 1,

            /** ACKNOWLEDGED value */
            ACKNOWLEDGED = 2,

            /** DECISION_ISSUED value */
            DECISION_ISSUED = 3,

            /** APPLICANT_RECEIVED value */
            APPLICANT_RECEIVED = 4
        }

        /** DeliveryMode enum. */
        enum DeliveryMode {

            /** DELIVERY_MODE_UNSPECIFIED value */
            DELIVERY_MODE_UNSPECIFIED = 0,

            /** AT_WINDOW value */
            AT_WINDOW = 1,

            /** BY_COURIER value */
            BY_COURIER = 2,

            /** ELECTRONIC value */
            ELECTRONIC = 3
        }

        /**
         * Properties of a Person.
         * @deprecated Use tongban.v1.Person.$Properties instead.
         */
        interface IPerson extends tongban.v1.Person.$Properties {
        }

        /** Represents a Person. */
        class Person {

            /**
             * Constructs a new Person.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.Person.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Person name. */
            name: string;

            /** Person idType. */
            idType: string;

            /** Person idNumber. */
            idNumber: string;

            /** Person phone. */
            phone: string;

            /**
             * Encodes the specified Person message. Does not implicitly {@link tongban.v1.Person.verify|verify} messages.
             * @param message Person message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.Person.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Person message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.Person & tongban.v1.Person.$Shape} Person
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.Person & tongban.v1.Person.$Shape;

            /**
             * Creates a Person message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Person
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.Person;

            /**
             * Creates a plain object from a Person message. Also converts values to other types if specified.
             * @param message Person
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.Person, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Person to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Person {

            /** Properties of a Person. */
            interface $Properties {

                /** Person name */
                name?: string;

                /** Person idType */
                idType?: string;

                /** Person idNumber */
                idNumber?: string;

                /** Person phone */
                phone?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Person. */
            type $Shape = tongban.v1.Person.$Properties;
        }

        /**
         * Properties of a FormField.
         * @deprecated Use tongban.v1.FormField.$Properties instead.
         */
        interface IFormField extends tongban.v1.FormField.$Properties {
        }

        /** Represents a FormField. */
        class FormField {

            /**
             * Constructs a new FormField.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.FormField.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** FormField name. */
            name: string;

            /** FormField value. */
            value: string;

            /**
             * Encodes the specified FormField message. Does not implicitly {@link tongban.v1.FormField.verify|verify} messages.
             * @param message FormField message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.FormField.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a FormField message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.FormField & tongban.v1.FormField.$Shape} FormField
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.FormField & tongban.v1.FormField.$Shape;

            /**
             * Creates a FormField message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns FormField
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.FormField;

            /**
             * Creates a plain object from a FormField message. Also converts values to other types if specified.
             * @param message FormField
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.FormField, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this FormField to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace FormField {

            /** Properties of a FormField. */
            interface $Properties {

                /** FormField name */
                name?: string;

                /** FormField value */
                value?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a FormField. */
            type $Shape = tongban.v1.FormField.$Properties;
        }

        /**
         * Properties of a PersonalData.
         * @deprecated Use tongban.v1.PersonalData.$Properties instead.
         */
        interface IPersonalData extends tongban.v1.PersonalData.$Properties {
        }

        /** Represents a PersonalData. */
        class PersonalData {

            /**
             * Constructs a new PersonalData.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.PersonalData.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PersonalData applicantKind. */
            applicantKind: tongban.v1.ApplicantKind;

            /** PersonalData applicant. */
            applicant: tongban.v1.Person;

            /** PersonalData agent. */
            agent: tongban.v1.Person;

            /** PersonalData form. */
            form: tongban.v1.FormField[];

            /**
             * Encodes the specified PersonalData message. Does not implicitly {@link tongban.v1.PersonalData.verify|verify} messages.
             * @param message PersonalData message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.PersonalData.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PersonalData message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.PersonalData & tongban.v1.PersonalData.$Shape} PersonalData
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.PersonalData & tongban.v1.PersonalData.$Shape;

            /**
             * Creates a PersonalData message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns PersonalData
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.PersonalData;

            /**
             * Creates a plain object from a PersonalData message. Also converts values to other types if specified.
             * @param message PersonalData
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.PersonalData, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this PersonalData to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace PersonalData {

            /** Properties of a PersonalData. */
            interface $Properties {

                /** PersonalData applicantKind */
                applicantKind?: tongban.v1.ApplicantKind;

                /** PersonalData applicant */
                applicant?: tongban.v1.Person.$Properties;

                /** PersonalData agent */
                agent?: tongban.v1.Person.$Properties;

                /** PersonalData form */
                form?: tongban.v1.FormField.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PersonalData. */
            type $Shape = tongban.v1.PersonalData.$Properties;
        }

        /**
         * Properties of a PersonalPart.
         * @deprecated Use tongban.v1.PersonalPart.$Properties instead.
         */
        interface IPersonalPart extends tongban.v1.PersonalPart.$Properties {
        }

        /** Represents a PersonalPart. */
        class PersonalPart {

            /**
             * Constructs a new PersonalPart.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.PersonalPart.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PersonalPart open. */
            open: (tongban.v1.PersonalData|null);

            /** PersonalPart part. */
            part?: "open";

            /**
             * Encodes the specified PersonalPart message. Does not implicitly {@link tongban.v1.PersonalPart.verify|verify} messages.
             * @param message PersonalPart message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.PersonalPart.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PersonalPart message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.PersonalPart & tongban.v1.PersonalPart.$Shape} PersonalPart
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.PersonalPart & tongban.v1.PersonalPart.$Shape;

            /**
             * Creates a PersonalPart message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns PersonalPart
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.PersonalPart;

            /**
             * Creates a plain object from a PersonalPart message. Also converts values to other types if specified.
             * @param message PersonalPart
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.PersonalPart, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this PersonalPart to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace PersonalPart {

            /** Properties of a PersonalPart. */
            interface $Properties {

                /** PersonalPart open */
                open?: (tongban.v1.PersonalData.$Properties|null);

                /** PersonalPart part */
                part?: "open";

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a PersonalPart. */
            type $Shape = {
              open?: tongban.v1.PersonalData.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ part?: undefined; open?: null }|{ part?: "open"; open: tongban.v1.PersonalData.$Shape })
            );
        }

        /**
         * Properties of a CertificateReference.
         * @deprecated Use tongban.v1.CertificateReference.$Properties instead.
         */
        interface ICertificateReference extends tongban.v1.CertificateReference.$Properties {
        }

        /** Represents a CertificateReference. */
        class CertificateReference {

            /**
             * Constructs a new CertificateReference.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.CertificateReference.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CertificateReference certificateId. */
            certificateId: string;

            /** CertificateReference useId. */
            useId: string;

            /**
             * Encodes the specified CertificateReference message. Does not implicitly {@link tongban.v1.CertificateReference.verify|verify} messages.
             * @param message CertificateReference message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.CertificateReference.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CertificateReference message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.CertificateReference & tongban.v1.CertificateReference.$Shape} CertificateReference
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.CertificateReference & tongban.v1.CertificateReference.$Shape;

            /**
             * Creates a CertificateReference message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CertificateReference
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.CertificateReference;

            /**
             * Creates a plain object from a CertificateReference message. Also converts values to other types if specified.
             * @param message CertificateReference
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.CertificateReference, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CertificateReference to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace CertificateReference {

            /** Properties of a CertificateReference. */
            interface $Properties {

                /** CertificateReference certificateId */
                certificateId?: string;

                /** CertificateReference useId */
                useId?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CertificateReference. */
            type $Shape = tongban.v1.CertificateReference.$Properties;
        }

        /**
         * Properties of a Material.
         * @deprecated Use tongban.v1.Material.$Properties instead.
         */
        interface IMaterial extends tongban.v1.Material.$Properties {
        }

        /** Represents a Material. */
        class Material {

            /**
             * Constructs a new Material.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.Material.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Material name. */
            name: string;

            /** Material code. */
            code: string;

            /** Material source. */
            source: tongban.v1.MaterialSource;

            /** Material blob. */
            blob: tongban.v1.BlobRef;

            /** Material certificate. */
            certificate: tongban.v1.CertificateReference;

            /**
             * Encodes the specified Material message. Does not implicitly {@link tongban.v1.Material.verify|verify} messages.
             * @param message Material message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.Material.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Material message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.Material & tongban.v1.Material.$Shape} Material
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.Material & tongban.v1.Material.$Shape;

            /**
             * Creates a Material message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Material
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.Material;

            /**
             * Creates a plain object from a Material message. Also converts values to other types if specified.
             * @param message Material
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.Material, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Material to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Material {

            /** Properties of a Material. */
            interface $Properties {

                /** Material name */
                name?: string;

                /** Material code */
                code?: string;

                /** Material source */
                source?: tongban.v1.MaterialSource;

                /** Material blob */
                blob?: tongban.v1.BlobRef.$Properties;

                /** Material certificate */
                certificate?: tongban.v1.CertificateReference.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Material. */
            type $Shape = tongban.v1.Material.$Properties;
        }

        /**
         * Properties of a Window.
         * @deprecated Use tongban.v1.Window.$Properties instead.
         */
        interface IWindow extends tongban.v1.Window.$Properties {
        }

        /** Represents a Window. */
        class Window {

            /**
             * Constructs a new Window.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.Window.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Window divisionCode. */
            divisionCode: string;

            /** Window orgName. */
            orgName: string;

            /** Window windowNo. */
            windowNo: string;

            /**
             * Encodes the specified Window message. Does not implicitly {@link tongban.v1.Window.verify|verify} messages.
             * @param message Window message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.Window.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Window message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.Window & tongban.v1.Window.$Shape} Window
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.Window & tongban.v1.Window.$Shape;

            /**
             * Creates a Window message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Window
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.Window;

            /**
             * Creates a plain object from a Window message. Also converts values to other types if specified.
             * @param message Window
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.Window, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Window to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Window {

            /** Properties of a Window. */
            interface $Properties {

                /** Window divisionCode */
                divisionCode?: string;

                /** Window orgName */
                orgName?: string;

                /** Window windowNo */
                windowNo?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Window. */
            type $Shape = tongban.v1.Window.$Properties;
        }

        /**
         * Properties of a LifeEventMember.
         * @deprecated Use tongban.v1.LifeEventMember.$Properties instead.
         */
        interface ILifeEventMember extends tongban.v1.LifeEventMember.$Properties {
        }

        /** Represents a LifeEventMember. */
        class LifeEventMember {

            /**
             * Constructs a new LifeEventMember.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.LifeEventMember.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** LifeEventMember member. */
            member: string;

            /** LifeEventMember itemCode. */
            itemCode: string;

            /** LifeEventMember divisionCode. */
            divisionCode: string;

            /** LifeEventMember dependsOn. */
            dependsOn: string[];

            /**
             * Encodes the specified LifeEventMember message. Does not implicitly {@link tongban.v1.LifeEventMember.verify|verify} messages.
             * @param message LifeEventMember message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.LifeEventMember.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a LifeEventMember message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.LifeEventMember & tongban.v1.LifeEventMember.$Shape} LifeEventMember
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.LifeEventMember & tongban.v1.LifeEventMember.$Shape;

            /**
             * Creates a LifeEventMember message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns LifeEventMember
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.LifeEventMember;

            /**
             * Creates a plain object from a LifeEventMember message. Also converts values to other types if specified.
             * @param message LifeEventMember
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.LifeEventMember, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this LifeEventMember to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace LifeEventMember {

            /** Properties of a LifeEventMember. */
            interface $Properties {

                /** LifeEventMember member */
                member?: string;

                /** LifeEventMember itemCode */
                itemCode?: string;

                /** LifeEventMember divisionCode */
                divisionCode?: string;

                /** LifeEventMember dependsOn */
                dependsOn?: string[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a LifeEventMember. */
            type $Shape = tongban.v1.LifeEventMember.$Properties;
        }

        /**
         * Properties of a LifeEventMembership.
         * @deprecated Use tongban.v1.LifeEventMembership.$Properties instead.
         */
        interface ILifeEventMembership extends tongban.v1.LifeEventMembership.$Properties {
        }

        /** Represents a LifeEventMembership. */
        class LifeEventMembership {

            /**
             * Constructs a new LifeEventMembership.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.LifeEventMembership.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** LifeEventMembership lifeEventNo. */
            lifeEventNo: string;

            /** LifeEventMembership member. */
            member: string;

            /** LifeEventMembership dependsOn. */
            dependsOn: string[];

            /**
             * Encodes the specified LifeEventMembership message. Does not implicitly {@link tongban.v1.LifeEventMembership.verify|verify} messages.
             * @param message LifeEventMembership message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.LifeEventMembership.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a LifeEventMembership message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.LifeEventMembership & tongban.v1.LifeEventMembership.$Shape} LifeEventMembership
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.LifeEventMembership & tongban.v1.LifeEventMembership.$Shape;

            /**
             * Creates a LifeEventMembership message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns LifeEventMembership
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.LifeEventMembership;

            /**
             * Creates a plain object from a LifeEventMembership message. Also converts values to other types if specified.
             * @param message LifeEventMembership
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.LifeEventMembership, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this LifeEventMembership to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace LifeEventMembership {

            /** Properties of a LifeEventMembership. */
            interface $Properties {

                /** LifeEventMembership lifeEventNo */
                lifeEventNo?: string;

                /** LifeEventMembership member */
                member?: string;

                /** LifeEventMembership dependsOn */
                dependsOn?: string[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a LifeEventMembership. */
            type $Shape = tongban.v1.LifeEventMembership.$Properties;
        }

        /**
         * Properties of a SubmitCase.
         * @deprecated Use tongban.v1.SubmitCase.$Properties instead.
         */
        interface ISubmitCase extends tongban.v1.SubmitCase.$Properties {
        }

        /** Represents a SubmitCase. */
        class SubmitCase {

            /**
             * Constructs a new SubmitCase.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.SubmitCase.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SubmitCase caseRef. */
            caseRef: string;

            /** SubmitCase itemCode. */
            itemCode: string;

            /** SubmitCase divisionCode. */
            divisionCode: string;

            /** SubmitCase mode. */
            mode: tongban.v1.HandlingMode;

            /** SubmitCase appliedAt. */
            appliedAt: string;

            /** SubmitCase personal. */
            personal: tongban.v1.PersonalPart;

            /** SubmitCase materials. */
            materials: tongban.v1.Material[];

            /** SubmitCase catalogueVersion. */
            catalogueVersion: string;

            /** SubmitCase intakeDivision. */
            intakeDivision: string;

            /** SubmitCase leadCaseNo. */
            leadCaseNo: string;

            /** SubmitCase members. */
            members: tongban.v1.LifeEventMember[];

            /** SubmitCase lifeEvent. */
            lifeEvent: tongban.v1.LifeEventMembership;

            /** SubmitCase pledge. */
            pledge: tongban.v1.NotificationCommitment;

            /** SubmitCase commitmentNo. */
            commitmentNo: string;

            /** SubmitCase commitment. */
            commitment: tongban.v1.BlobRef;

            /** SubmitCase creditCheck. */
            creditCheck: tongban.v1.CreditCheck;

            /**
             * Encodes the specified SubmitCase message. Does not implicitly {@link tongban.v1.SubmitCase.verify|verify} messages.
             * @param message SubmitCase message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.SubmitCase.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SubmitCase message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.SubmitCase & tongban.v1.SubmitCase.$Shape} SubmitCase
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.SubmitCase & tongban.v1.SubmitCase.$Shape;

            /**
             * Creates a SubmitCase message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns SubmitCase
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.SubmitCase;

            /**
             * Creates a plain object from a SubmitCase message. Also converts values to other types if specified.
             * @param message SubmitCase
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.SubmitCase, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this SubmitCase to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace SubmitCase {

            /** Properties of a SubmitCase. */
            interface $Properties {

                /** SubmitCase caseRef */
                caseRef?: string;

                /** SubmitCase itemCode */
                itemCode?: string;

                /** SubmitCase divisionCode */
                divisionCode?: string;

                /** SubmitCase mode */
                mode?: tongban.v1.HandlingMode;

                /** SubmitCase appliedAt */
                appliedAt?: string;

                /** SubmitCase personal */
                personal?: tongban.v1.PersonalPart.$Properties;

                /** SubmitCase materials */
                materials?: tongban.v1.Material.$Properties[];

                /** SubmitCase catalogueVersion */
                catalogueVersion?: string;

                /** SubmitCase intakeDivision */
                intakeDivision?: string;

                /** SubmitCase leadCaseNo */
                leadCaseNo?: string;

                /** SubmitCase members */
                members?: tongban.v1.LifeEventMember.$Properties[];

                /** SubmitCase lifeEvent */
                lifeEvent?: tongban.v1.LifeEventMembership.$Properties;

                /** SubmitCase pledge */
                pledge?: tongban.v1.NotificationCommitment.$Properties;

                /** SubmitCase commitmentNo */
                commitmentNo?: string;

                /** SubmitCase commitment */
                commitment?: tongban.v1.BlobRef.$Properties;

                /** SubmitCase creditCheck */
                creditCheck?: tongban.v1.CreditCheck.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SubmitCase. */
            type $Shape = {
              caseRef?: string;
              itemCode?: string;
              divisionCode?: string;
              mode?: tongban.v1.HandlingMode;
              appliedAt?: string;
              personal?: tongban.v1.PersonalPart.$Shape;
              materials?: tongban.v1.Material.$Shape[];
              catalogueVersion?: string;
              intakeDivision?: string;
              leadCaseNo?: string;
              members?: tongban.v1.LifeEventMember.$Shape[];
              lifeEvent?: tongban.v1.LifeEventMembership.$Shape;
              pledge?: tongban.v1.NotificationCommitment.$Shape;
              commitmentNo?: string;
              commitment?: tongban.v1.BlobRef.$Shape;
              creditCheck?: tongban.v1.CreditCheck.$Shape;
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of an IntakeRecorded.
         * @deprecated Use tongban.v1.IntakeRecorded.$Properties instead.
         */
        interface IIntakeRecorded extends tongban.v1.IntakeRecorded.$Properties {
        }

        /** Represents an IntakeRecorded. */
        class IntakeRecorded {

            /**
             * Constructs a new IntakeRecorded.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.IntakeRecorded.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** IntakeRecorded caseNo. */
            caseNo: string;

            /** IntakeRecorded window. */
            window: tongban.v1.Window;

            /** IntakeRecorded identityChecked. */
            identityChecked: boolean;

            /** IntakeRecorded originalsChecked. */
            originalsChecked: string[];

            /** IntakeRecorded recordedAt. */
            recordedAt: string;

            /**
             * Encodes the specified IntakeRecorded message. Does not implicitly {@link tongban.v1.IntakeRecorded.verify|verify} messages.
             * @param message IntakeRecorded message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.IntakeRecorded.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an IntakeRecorded message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.IntakeRecorded & tongban.v1.IntakeRecorded.$Shape} IntakeRecorded
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.IntakeRecorded & tongban.v1.IntakeRecorded.$Shape;

            /**
             * Creates an IntakeRecorded message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns IntakeRecorded
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.IntakeRecorded;

            /**
             * Creates a plain object from an IntakeRecorded message. Also converts values to other types if specified.
             * @param message IntakeRecorded
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.IntakeRecorded, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this IntakeRecorded to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace IntakeRecorded {

            /** Properties of an IntakeRecorded. */
            interface $Properties {

                /** IntakeRecorded caseNo */
                caseNo?: string;

                /** IntakeRecorded window */
                window?: tongban.v1.Window.$Properties;

                /** IntakeRecorded identityChecked */
                identityChecked?: boolean;

                /** IntakeRecorded originalsChecked */
                originalsChecked?: string[];

                /** IntakeRecorded recordedAt */
                recordedAt?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an IntakeRecorded. */
            type $Shape = tongban.v1.IntakeRecorded.$Properties;
        }

        /** NoticeGround enum. */
        enum NoticeGround {

            /** NOTICE_GROUND_UNSPECIFIED value */
            NOTICE_GROUND_UNSPECIFIED = 0,

            /** STILL_NOT_MET value */
            STILL_NOT_MET = 1,

            /** SEEN_ONLY_NOW value */
            SEEN_ONLY_NOW = 2,

            /** RULES_CHANGED value */
            RULES_CHANGED = 3,

            /** OVERLOOKED value */
            OVERLOOKED = 4
        }

        /**
         * Properties of a NoticeOverride.
         * @deprecated Use tongban.v1.NoticeOverride.$Properties instead.
         */
        interface INoticeOverride extends tongban.v1.NoticeOverride.$Properties {
        }

        /** Represents a NoticeOverride. */
        class NoticeOverride {

            /**
             * Constructs a new NoticeOverride.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.NoticeOverride.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** NoticeOverride reason. */
            reason: string;

            /** NoticeOverride approver. */
            approver: string;

            /**
             * Encodes the specified NoticeOverride message. Does not implicitly {@link tongban.v1.NoticeOverride.verify|verify} messages.
             * @param message NoticeOverride message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.NoticeOverride.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a NoticeOverride message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.NoticeOverride & tongban.v1.NoticeOverride.$Shape} NoticeOverride
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.NoticeOverride & tongban.v1.NoticeOverride.$Shape;

            /**
             * Creates a NoticeOverride message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns NoticeOverride
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.NoticeOverride;

            /**
             * Creates a plain object from a NoticeOverride message. Also converts values to other types if specified.
             * @param message NoticeOverride
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.NoticeOverride, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this NoticeOverride to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace NoticeOverride {

            /** Properties of a NoticeOverride. */
            interface $Properties {

                /** NoticeOverride reason */
                reason?: string;

                /** NoticeOverride approver */
                approver?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a NoticeOverride. */
            type $Shape = tongban.v1.NoticeOverride.$Properties;
        }

        /**
         * Properties of a CorrectionNotice.
         * @deprecated Use tongban.v1.CorrectionNotice.$Properties instead.
         */
        interface ICorrectionNotice extends tongban.v1.CorrectionNotice.$Properties {
        }

        /** Represents a CorrectionNotice. */
        class CorrectionNotice {

            /**
             * Constructs a new CorrectionNotice.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.CorrectionNotice.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CorrectionNotice caseNo. */
            caseNo: string;

            /** CorrectionNotice noticeNo. */
            noticeNo: string;

            /** CorrectionNotice missing. */
            missing: string[];

            /** CorrectionNotice faulty. */
            faulty: tongban.v1.Fault[];

            /** CorrectionNotice deadline. */
            deadline: string;

            /** CorrectionNotice missingCodes. */
            missingCodes: string[];

            /** CorrectionNotice faultyCodes. */
            faultyCodes: string[];

            /** CorrectionNotice overrideGround. */
            overrideGround: tongban.v1.NoticeGround;

            /** CorrectionNotice override. */
            override: tongban.v1.NoticeOverride;

            /**
             * Encodes the specified CorrectionNotice message. Does not implicitly {@link tongban.v1.CorrectionNotice.verify|verify} messages.
             * @param message CorrectionNotice message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.CorrectionNotice.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CorrectionNotice message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.CorrectionNotice & tongban.v1.CorrectionNotice.$Shape} CorrectionNotice
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.CorrectionNotice & tongban.v1.CorrectionNotice.$Shape;

            /**
             * Creates a CorrectionNotice message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CorrectionNotice
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.CorrectionNotice;

            /**
             * Creates a plain object from a CorrectionNotice message. Also converts values to other types if specified.
             * @param message CorrectionNotice
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.CorrectionNotice, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CorrectionNotice to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace CorrectionNotice {

            /** Properties of a CorrectionNotice. */
            interface $Properties {

                /** CorrectionNotice caseNo */
                caseNo?: string;

                /** CorrectionNotice noticeNo */
                noticeNo?: string;

                /** CorrectionNotice missing */
                missing?: string[];

                /** CorrectionNotice faulty */
                faulty?: tongban.v1.Fault.$Properties[];

                /** CorrectionNotice deadline */
                deadline?: string;

                /** CorrectionNotice missingCodes */
                missingCodes?: string[];

                /** CorrectionNotice faultyCodes */
                faultyCodes?: string[];

                /** CorrectionNotice overrideGround */
                overrideGround?: tongban.v1.NoticeGround;

                /** CorrectionNotice override */
                override?: tongban.v1.NoticeOverride.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CorrectionNotice. */
            type $Shape = tongban.v1.CorrectionNotice.$Properties;
        }

        /**
         * Properties of a Fault.
         * @deprecated Use tongban.v1.Fault.$Properties instead.
         */
        interface IFault extends tongban.v1.Fault.$Properties {
        }

        /** Represents a Fault. */
        class Fault {

            /**
             * Constructs a new Fault.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.Fault.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Fault material. */
            material: string;

            /** Fault reason. */
            reason: string;

            /**
             * Encodes the specified Fault message. Does not implicitly {@link tongban.v1.Fault.verify|verify} messages.
             * @param message Fault message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.Fault.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Fault message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.Fault & tongban.v1.Fault.$Shape} Fault
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.Fault & tongban.v1.Fault.$Shape;

            /**
             * Creates a Fault message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Fault
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.Fault;

            /**
             * Creates a plain object from a Fault message. Also converts values to other types if specified.
             * @param message Fault
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.Fault, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Fault to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Fault {

            /** Properties of a Fault. */
            interface $Properties {

                /** Fault material */
                material?: string;

                /** Fault reason */
                reason?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Fault. */
            type $Shape = tongban.v1.Fault.$Properties;
        }

        /**
         * Properties of a CorrectionSubmitted.
         * @deprecated Use tongban.v1.CorrectionSubmitted.$Properties instead.
         */
        interface ICorrectionSubmitted extends tongban.v1.CorrectionSubmitted.$Properties {
        }

        /** Represents a CorrectionSubmitted. */
        class CorrectionSubmitted {

            /**
             * Constructs a new CorrectionSubmitted.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.CorrectionSubmitted.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CorrectionSubmitted caseNo. */
            caseNo: string;

            /** CorrectionSubmitted noticeNo. */
            noticeNo: string;

            /** CorrectionSubmitted materials. */
            materials: tongban.v1.Material[];

            /** CorrectionSubmitted personal. */
            personal: tongban.v1.PersonalPart;

            /**
             * Encodes the specified CorrectionSubmitted message. Does not implicitly {@link tongban.v1.CorrectionSubmitted.verify|verify} messages.
             * @param message CorrectionSubmitted message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.CorrectionSubmitted.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CorrectionSubmitted message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.CorrectionSubmitted & tongban.v1.CorrectionSubmitted.$Shape} CorrectionSubmitted
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.CorrectionSubmitted & tongban.v1.CorrectionSubmitted.$Shape;

            /**
             * Creates a CorrectionSubmitted message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CorrectionSubmitted
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.CorrectionSubmitted;

            /**
             * Creates a plain object from a CorrectionSubmitted message. Also converts values to other types if specified.
             * @param message CorrectionSubmitted
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.CorrectionSubmitted, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CorrectionSubmitted to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace CorrectionSubmitted {

            /** Properties of a CorrectionSubmitted. */
            interface $Properties {

                /** CorrectionSubmitted caseNo */
                caseNo?: string;

                /** CorrectionSubmitted noticeNo */
                noticeNo?: string;

                /** CorrectionSubmitted materials */
                materials?: tongban.v1.Material.$Properties[];

                /** CorrectionSubmitted personal */
                personal?: tongban.v1.PersonalPart.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CorrectionSubmitted. */
            type $Shape = {
              caseNo?: string;
              noticeNo?: string;
              materials?: tongban.v1.Material.$Shape[];
              personal?: tongban.v1.PersonalPart.$Shape;
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of a CaseAccepted.
         * @deprecated Use tongban.v1.CaseAccepted.$Properties instead.
         */
        interface ICaseAccepted extends tongban.v1.CaseAccepted.$Properties {
        }

        /** Represents a CaseAccepted. */
        class CaseAccepted {

            /**
             * Constructs a new CaseAccepted.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.CaseAccepted.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CaseAccepted caseNo. */
            caseNo: string;

            /** CaseAccepted competentCaseRef. */
            competentCaseRef: string;

            /** CaseAccepted documentNo. */
            documentNo: string;

            /** CaseAccepted acceptedAt. */
            acceptedAt: string;

            /** CaseAccepted promisedDate. */
            promisedDate: string;

            /**
             * Encodes the specified CaseAccepted message. Does not implicitly {@link tongban.v1.CaseAccepted.verify|verify} messages.
             * @param message CaseAccepted message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.CaseAccepted.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CaseAccepted message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.CaseAccepted & tongban.v1.CaseAccepted.$Shape} CaseAccepted
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.CaseAccepted & tongban.v1.CaseAccepted.$Shape;

            /**
             * Creates a CaseAccepted message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CaseAccepted
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.CaseAccepted;

            /**
             * Creates a plain object from a CaseAccepted message. Also converts values to other types if specified.
             * @param message CaseAccepted
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.CaseAccepted, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CaseAccepted to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace CaseAccepted {

            /** Properties of a CaseAccepted. */
            interface $Properties {

                /** CaseAccepted caseNo */
                caseNo?: string;

                /** CaseAccepted competentCaseRef */
                competentCaseRef?: string;

                /** CaseAccepted documentNo */
                documentNo?: string;

                /** CaseAccepted acceptedAt */
                acceptedAt?: string;

                /** CaseAccepted promisedDate */
                promisedDate?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CaseAccepted. */
            type $Shape = tongban.v1.CaseAccepted.$Properties;
        }

        /**
         * Properties of an AcceptedByLapse.
         * @deprecated Use tongban.v1.AcceptedByLapse.$Properties instead.
         */
        interface IAcceptedByLapse extends tongban.v1.AcceptedByLapse.$Properties {
        }

        /** Represents an AcceptedByLapse. */
        class AcceptedByLapse {

            /**
             * Constructs a new AcceptedByLapse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.AcceptedByLapse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AcceptedByLapse caseNo. */
            caseNo: string;

            /** AcceptedByLapse receivedAt. */
            receivedAt: string;

            /** AcceptedByLapse dueDate. */
            dueDate: string;

            /** AcceptedByLapse rule. */
            rule: string;

            /** AcceptedByLapse calendar. */
            calendar: string;

            /**
             * Encodes the specified AcceptedByLapse message. Does not implicitly {@link tongban.v1.AcceptedByLapse.verify|verify} messages.
             * @param message AcceptedByLapse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.AcceptedByLapse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AcceptedByLapse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.AcceptedByLapse & tongban.v1.AcceptedByLapse.$Shape} AcceptedByLapse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.AcceptedByLapse & tongban.v1.AcceptedByLapse.$Shape;

            /**
             * Creates an AcceptedByLapse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns AcceptedByLapse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.AcceptedByLapse;

            /**
             * Creates a plain object from an AcceptedByLapse message. Also converts values to other types if specified.
             * @param message AcceptedByLapse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.AcceptedByLapse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this AcceptedByLapse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace AcceptedByLapse {

            /** Properties of an AcceptedByLapse. */
            interface $Properties {

                /** AcceptedByLapse caseNo */
                caseNo?: string;

                /** AcceptedByLapse receivedAt */
                receivedAt?: string;

                /** AcceptedByLapse dueDate */
                dueDate?: string;

                /** AcceptedByLapse rule */
                rule?: string;

                /** AcceptedByLapse calendar */
                calendar?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AcceptedByLapse. */
            type $Shape = tongban.v1.AcceptedByLapse.$Properties;
        }

        /**
         * Properties of a CaseNotAccepted.
         * @deprecated Use tongban.v1.CaseNotAccepted.$Properties instead.
         */
        interface ICaseNotAccepted extends tongban.v1.CaseNotAccepted.$Properties {
        }

        /** Represents a CaseNotAccepted. */
        class CaseNotAccepted {

            /**
             * Constructs a new CaseNotAccepted.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.CaseNotAccepted.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CaseNotAccepted caseNo. */
            caseNo: string;

            /** CaseNotAccepted reasonCode. */
            reasonCode: string;

            /** CaseNotAccepted reason. */
            reason: string;

            /** CaseNotAccepted documentNo. */
            documentNo: string;

            /**
             * Encodes the specified CaseNotAccepted message. Does not implicitly {@link tongban.v1.CaseNotAccepted.verify|verify} messages.
             * @param message CaseNotAccepted message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.CaseNotAccepted.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CaseNotAccepted message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.CaseNotAccepted & tongban.v1.CaseNotAccepted.$Shape} CaseNotAccepted
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.CaseNotAccepted & tongban.v1.CaseNotAccepted.$Shape;

            /**
             * Creates a CaseNotAccepted message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CaseNotAccepted
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.CaseNotAccepted;

            /**
             * Creates a plain object from a CaseNotAccepted message. Also converts values to other types if specified.
             * @param message CaseNotAccepted
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.CaseNotAccepted, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CaseNotAccepted to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace CaseNotAccepted {

            /** Properties of a CaseNotAccepted. */
            interface $Properties {

                /** CaseNotAccepted caseNo */
                caseNo?: string;

                /** CaseNotAccepted reasonCode */
                reasonCode?: string;

                /** CaseNotAccepted reason */
                reason?: string;

                /** CaseNotAccepted documentNo */
                documentNo?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CaseNotAccepted. */
            type $Shape = tongban.v1.CaseNotAccepted.$Properties;
        }

        /**
         * Properties of a ReviewStarted.
         * @deprecated Use tongban.v1.ReviewStarted.$Properties instead.
         */
        interface IReviewStarted extends tongban.v1.ReviewStarted.$Properties {
        }

        /** Represents a ReviewStarted. */
        class ReviewStarted {

            /**
             * Constructs a new ReviewStarted.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ReviewStarted.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ReviewStarted caseNo. */
            caseNo: string;

            /** ReviewStarted startedAt. */
            startedAt: string;

            /**
             * Encodes the specified ReviewStarted message. Does not implicitly {@link tongban.v1.ReviewStarted.verify|verify} messages.
             * @param message ReviewStarted message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ReviewStarted.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ReviewStarted message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ReviewStarted & tongban.v1.ReviewStarted.$Shape} ReviewStarted
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ReviewStarted & tongban.v1.ReviewStarted.$Shape;

            /**
             * Creates a ReviewStarted message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ReviewStarted
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ReviewStarted;

            /**
             * Creates a plain object from a ReviewStarted message. Also converts values to other types if specified.
             * @param message ReviewStarted
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ReviewStarted, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ReviewStarted to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ReviewStarted {

            /** Properties of a ReviewStarted. */
            interface $Properties {

                /** ReviewStarted caseNo */
                caseNo?: string;

                /** ReviewStarted startedAt */
                startedAt?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ReviewStarted. */
            type $Shape = tongban.v1.ReviewStarted.$Properties;
        }

        /**
         * Properties of a CaseSuspended.
         * @deprecated Use tongban.v1.CaseSuspended.$Properties instead.
         */
        interface ICaseSuspended extends tongban.v1.CaseSuspended.$Properties {
        }

        /** Represents a CaseSuspended. */
        class CaseSuspended {

            /**
             * Constructs a new CaseSuspended.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.CaseSuspended.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CaseSuspended caseNo. */
            caseNo: string;

            /** CaseSuspended procedure. */
            procedure: string;

            /** CaseSuspended reason. */
            reason: string;

            /**
             * Encodes the specified CaseSuspended message. Does not implicitly {@link tongban.v1.CaseSuspended.verify|verify} messages.
             * @param message CaseSuspended message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.CaseSuspended.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CaseSuspended message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.CaseSuspended & tongban.v1.CaseSuspended.$Shape} CaseSuspended
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.CaseSuspended & tongban.v1.CaseSuspended.$Shape;

            /**
             * Creates a CaseSuspended message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CaseSuspended
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.CaseSuspended;

            /**
             * Creates a plain object from a CaseSuspended message. Also converts values to other types if specified.
             * @param message CaseSuspended
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.CaseSuspended, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CaseSuspended to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace CaseSuspended {

            /** Properties of a CaseSuspended. */
            interface $Properties {

                /** CaseSuspended caseNo */
                caseNo?: string;

                /** CaseSuspended procedure */
                procedure?: string;

                /** CaseSuspended reason */
                reason?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CaseSuspended. */
            type $Shape = tongban.v1.CaseSuspended.$Properties;
        }

        /**
         * Properties of a CaseResumed.
         * @deprecated Use tongban.v1.CaseResumed.$Properties instead.
         */
        interface ICaseResumed extends tongban.v1.CaseResumed.$Properties {
        }

        /** Represents a CaseResumed. */
        class CaseResumed {

            /**
             * Constructs a new CaseResumed.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.CaseResumed.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CaseResumed caseNo. */
            caseNo: string;

            /** CaseResumed reason. */
            reason: string;

            /** CaseResumed procedure. */
            procedure: string;

            /**
             * Encodes the specified CaseResumed message. Does not implicitly {@link tongban.v1.CaseResumed.verify|verify} messages.
             * @param message CaseResumed message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.CaseResumed.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CaseResumed message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.CaseResumed & tongban.v1.CaseResumed.$Shape} CaseResumed
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.CaseResumed & tongban.v1.CaseResumed.$Shape;

            /**
             * Creates a CaseResumed message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CaseResumed
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.CaseResumed;

            /**
             * Creates a plain object from a CaseResumed message. Also converts values to other types if specified.
             * @param message CaseResumed
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.CaseResumed, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CaseResumed to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace CaseResumed {

            /** Properties of a CaseResumed. */
            interface $Properties {

                /** CaseResumed caseNo */
                caseNo?: string;

                /** CaseResumed reason */
                reason?: string;

                /** CaseResumed procedure */
                procedure?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CaseResumed. */
            type $Shape = tongban.v1.CaseResumed.$Properties;
        }

        /**
         * Properties of a DecisionIssued.
         * @deprecated Use tongban.v1.DecisionIssued.$Properties instead.
         */
        interface IDecisionIssued extends tongban.v1.DecisionIssued.$Properties {
        }

        /** Represents a DecisionIssued. */
        class DecisionIssued {

            /**
             * Constructs a new DecisionIssued.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.DecisionIssued.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DecisionIssued caseNo. */
            caseNo: string;

            /** DecisionIssued outcome. */
            outcome: tongban.v1.DecisionOutcome;

            /** DecisionIssued documentNo. */
            documentNo: string;

            /** DecisionIssued decidedAt. */
            decidedAt: string;

            /** DecisionIssued grounds. */
            grounds: string;

            /**
             * Encodes the specified DecisionIssued message. Does not implicitly {@link tongban.v1.DecisionIssued.verify|verify} messages.
             * @param message DecisionIssued message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.DecisionIssued.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DecisionIssued message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.DecisionIssued & tongban.v1.DecisionIssued.$Shape} DecisionIssued
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.DecisionIssued & tongban.v1.DecisionIssued.$Shape;

            /**
             * Creates a DecisionIssued message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns DecisionIssued
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.DecisionIssued;

            /**
             * Creates a plain object from a DecisionIssued message. Also converts values to other types if specified.
             * @param message DecisionIssued
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.DecisionIssued, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this DecisionIssued to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace DecisionIssued {

            /** Properties of a DecisionIssued. */
            interface $Properties {

                /** DecisionIssued caseNo */
                caseNo?: string;

                /** DecisionIssued outcome */
                outcome?: tongban.v1.DecisionOutcome;

                /** DecisionIssued documentNo */
                documentNo?: string;

                /** DecisionIssued decidedAt */
                decidedAt?: string;

                /** DecisionIssued grounds */
                grounds?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DecisionIssued. */
            type $Shape = tongban.v1.DecisionIssued.$Properties;
        }

        /**
         * Properties of a CaseConcluded.
         * @deprecated Use tongban.v1.CaseConcluded.$Properties instead.
         */
        interface ICaseConcluded extends tongban.v1.CaseConcluded.$Properties {
        }

        /** Represents a CaseConcluded. */
        class CaseConcluded {

            /**
             * Constructs a new CaseConcluded.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.CaseConcluded.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CaseConcluded caseNo. */
            caseNo: string;

            /** CaseConcluded concludedAt. */
            concludedAt: string;

            /**
             * Encodes the specified CaseConcluded message. Does not implicitly {@link tongban.v1.CaseConcluded.verify|verify} messages.
             * @param message CaseConcluded message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.CaseConcluded.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CaseConcluded message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.CaseConcluded & tongban.v1.CaseConcluded.$Shape} CaseConcluded
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.CaseConcluded & tongban.v1.CaseConcluded.$Shape;

            /**
             * Creates a CaseConcluded message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CaseConcluded
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.CaseConcluded;

            /**
             * Creates a plain object from a CaseConcluded message. Also converts values to other types if specified.
             * @param message CaseConcluded
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.CaseConcluded, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CaseConcluded to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace CaseConcluded {

            /** Properties of a CaseConcluded. */
            interface $Properties {

                /** CaseConcluded caseNo */
                caseNo?: string;

                /** CaseConcluded concludedAt */
                concludedAt?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CaseConcluded. */
            type $Shape = tongban.v1.CaseConcluded.$Properties;
        }

        /**
         * Properties of a ResultDocument.
         * @deprecated Use tongban.v1.ResultDocument.$Properties instead.
         */
        interface IResultDocument extends tongban.v1.ResultDocument.$Properties {
        }

        /** Represents a ResultDocument. */
        class ResultDocument {

            /**
             * Constructs a new ResultDocument.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ResultDocument.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ResultDocument name. */
            name: string;

            /** ResultDocument documentNo. */
            documentNo: string;

            /** ResultDocument blob. */
            blob: tongban.v1.BlobRef;

            /** ResultDocument certificateId. */
            certificateId: string;

            /**
             * Encodes the specified ResultDocument message. Does not implicitly {@link tongban.v1.ResultDocument.verify|verify} messages.
             * @param message ResultDocument message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ResultDocument.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ResultDocument message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ResultDocument & tongban.v1.ResultDocument.$Shape} ResultDocument
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ResultDocument & tongban.v1.ResultDocument.$Shape;

            /**
             * Creates a ResultDocument message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ResultDocument
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ResultDocument;

            /**
             * Creates a plain object from a ResultDocument message. Also converts values to other types if specified.
             * @param message ResultDocument
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ResultDocument, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ResultDocument to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ResultDocument {

            /** Properties of a ResultDocument. */
            interface $Properties {

                /** ResultDocument name */
                name?: string;

                /** ResultDocument documentNo */
                documentNo?: string;

                /** ResultDocument blob */
                blob?: tongban.v1.BlobRef.$Properties;

                /** ResultDocument certificateId */
                certificateId?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ResultDocument. */
            type $Shape = tongban.v1.ResultDocument.$Properties;
        }

        /**
         * Properties of a ResultTransferred.
         * @deprecated Use tongban.v1.ResultTransferred.$Properties instead.
         */
        interface IResultTransferred extends tongban.v1.ResultTransferred.$Properties {
        }

        /** Represents a ResultTransferred. */
        class ResultTransferred {

            /**
             * Constructs a new ResultTransferred.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ResultTransferred.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ResultTransferred caseNo. */
            caseNo: string;

            /** ResultTransferred documents. */
            documents: tongban.v1.ResultDocument[];

            /** ResultTransferred waybill. */
            waybill: string;

            /** ResultTransferred oldDocumentDue. */
            oldDocumentDue: boolean;

            /**
             * Encodes the specified ResultTransferred message. Does not implicitly {@link tongban.v1.ResultTransferred.verify|verify} messages.
             * @param message ResultTransferred message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ResultTransferred.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ResultTransferred message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ResultTransferred & tongban.v1.ResultTransferred.$Shape} ResultTransferred
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ResultTransferred & tongban.v1.ResultTransferred.$Shape;

            /**
             * Creates a ResultTransferred message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ResultTransferred
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ResultTransferred;

            /**
             * Creates a plain object from a ResultTransferred message. Also converts values to other types if specified.
             * @param message ResultTransferred
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ResultTransferred, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ResultTransferred to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ResultTransferred {

            /** Properties of a ResultTransferred. */
            interface $Properties {

                /** ResultTransferred caseNo */
                caseNo?: string;

                /** ResultTransferred documents */
                documents?: tongban.v1.ResultDocument.$Properties[];

                /** ResultTransferred waybill */
                waybill?: string;

                /** ResultTransferred oldDocumentDue */
                oldDocumentDue?: boolean;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ResultTransferred. */
            type $Shape = tongban.v1.ResultTransferred.$Properties;
        }

        /**
         * Properties of a ResultDelivered.
         * @deprecated Use tongban.v1.ResultDelivered.$Properties instead.
         */
        interface IResultDelivered extends tongban.v1.ResultDelivered.$Properties {
        }

        /** Represents a ResultDelivered. */
        class ResultDelivered {

            /**
             * Constructs a new ResultDelivered.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ResultDelivered.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ResultDelivered caseNo. */
            caseNo: string;

            /** ResultDelivered mode. */
            mode: tongban.v1.DeliveryMode;

            /** ResultDelivered deliveredAt. */
            deliveredAt: string;

            /** ResultDelivered waybill. */
            waybill: string;

            /** ResultDelivered collectorChecked. */
            collectorChecked: boolean;

            /** ResultDelivered oldDocumentSurrendered. */
            oldDocumentSurrendered: boolean;

            /**
             * Encodes the specified ResultDelivered message. Does not implicitly {@link tongban.v1.ResultDelivered.verify|verify} messages.
             * @param message ResultDelivered message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ResultDelivered.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ResultDelivered message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ResultDelivered & tongban.v1.ResultDelivered.$Shape} ResultDelivered
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ResultDelivered & tongban.v1.ResultDelivered.$Shape;

            /**
             * Creates a ResultDelivered message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ResultDelivered
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ResultDelivered;

            /**
             * Creates a plain object from a ResultDelivered message. Also converts values to other types if specified.
             * @param message ResultDelivered
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ResultDelivered, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ResultDelivered to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ResultDelivered {

            /** Properties of a ResultDelivered. */
            interface $Properties {

                /** ResultDelivered caseNo */
                caseNo?: string;

                /** ResultDelivered mode */
                mode?: tongban.v1.DeliveryMode;

                /** ResultDelivered deliveredAt */
                deliveredAt?: string;

                /** ResultDelivered waybill */
                waybill?: string;

                /** ResultDelivered collectorChecked */
                collectorChecked?: boolean;

                /** ResultDelivered oldDocumentSurrendered */
                oldDocumentSurrendered?: boolean;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ResultDelivered. */
            type $Shape = tongban.v1.ResultDelivered.$Properties;
        }

        /**
         * Properties of a DeliveryFailed.
         * @deprecated Use tongban.v1.DeliveryFailed.$Properties instead.
         */
        interface IDeliveryFailed extends tongban.v1.DeliveryFailed.$Properties {
        }

        /** Represents a DeliveryFailed. */
        class DeliveryFailed {

            /**
             * Constructs a new DeliveryFailed.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.DeliveryFailed.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeliveryFailed caseNo. */
            caseNo: string;

            /** DeliveryFailed reasonCode. */
            reasonCode: string;

            /** DeliveryFailed reason. */
            reason: string;

            /** DeliveryFailed waybill. */
            waybill: string;

            /** DeliveryFailed failedAt. */
            failedAt: string;

            /**
             * Encodes the specified DeliveryFailed message. Does not implicitly {@link tongban.v1.DeliveryFailed.verify|verify} messages.
             * @param message DeliveryFailed message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.DeliveryFailed.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DeliveryFailed message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.DeliveryFailed & tongban.v1.DeliveryFailed.$Shape} DeliveryFailed
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.DeliveryFailed & tongban.v1.DeliveryFailed.$Shape;

            /**
             * Creates a DeliveryFailed message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns DeliveryFailed
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.DeliveryFailed;

            /**
             * Creates a plain object from a DeliveryFailed message. Also converts values to other types if specified.
             * @param message DeliveryFailed
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.DeliveryFailed, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this DeliveryFailed to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace DeliveryFailed {

            /** Properties of a DeliveryFailed. */
            interface $Properties {

                /** DeliveryFailed caseNo */
                caseNo?: string;

                /** DeliveryFailed reasonCode */
                reasonCode?: string;

                /** DeliveryFailed reason */
                reason?: string;

                /** DeliveryFailed waybill */
                waybill?: string;

                /** DeliveryFailed failedAt */
                failedAt?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeliveryFailed. */
            type $Shape = tongban.v1.DeliveryFailed.$Properties;
        }

        /**
         * Properties of a ResultReturned.
         * @deprecated Use tongban.v1.ResultReturned.$Properties instead.
         */
        interface IResultReturned extends tongban.v1.ResultReturned.$Properties {
        }

        /** Represents a ResultReturned. */
        class ResultReturned {

            /**
             * Constructs a new ResultReturned.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ResultReturned.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ResultReturned caseNo. */
            caseNo: string;

            /** ResultReturned reasonCode. */
            reasonCode: string;

            /** ResultReturned reason. */
            reason: string;

            /** ResultReturned waybill. */
            waybill: string;

            /** ResultReturned returnedAt. */
            returnedAt: string;

            /**
             * Encodes the specified ResultReturned message. Does not implicitly {@link tongban.v1.ResultReturned.verify|verify} messages.
             * @param message ResultReturned message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ResultReturned.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ResultReturned message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ResultReturned & tongban.v1.ResultReturned.$Shape} ResultReturned
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ResultReturned & tongban.v1.ResultReturned.$Shape;

            /**
             * Creates a ResultReturned message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ResultReturned
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ResultReturned;

            /**
             * Creates a plain object from a ResultReturned message. Also converts values to other types if specified.
             * @param message ResultReturned
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ResultReturned, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ResultReturned to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ResultReturned {

            /** Properties of a ResultReturned. */
            interface $Properties {

                /** ResultReturned caseNo */
                caseNo?: string;

                /** ResultReturned reasonCode */
                reasonCode?: string;

                /** ResultReturned reason */
                reason?: string;

                /** ResultReturned waybill */
                waybill?: string;

                /** ResultReturned returnedAt */
                returnedAt?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ResultReturned. */
            type $Shape = tongban.v1.ResultReturned.$Properties;
        }

        /**
         * Properties of a CaseWithdrawn.
         * @deprecated Use tongban.v1.CaseWithdrawn.$Properties instead.
         */
        interface ICaseWithdrawn extends tongban.v1.CaseWithdrawn.$Properties {
        }

        /** Represents a CaseWithdrawn. */
        class CaseWithdrawn {

            /**
             * Constructs a new CaseWithdrawn.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.CaseWithdrawn.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CaseWithdrawn caseNo. */
            caseNo: string;

            /** CaseWithdrawn reason. */
            reason: string;

            /**
             * Encodes the specified CaseWithdrawn message. Does not implicitly {@link tongban.v1.CaseWithdrawn.verify|verify} messages.
             * @param message CaseWithdrawn message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.CaseWithdrawn.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CaseWithdrawn message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.CaseWithdrawn & tongban.v1.CaseWithdrawn.$Shape} CaseWithdrawn
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.CaseWithdrawn & tongban.v1.CaseWithdrawn.$Shape;

            /**
             * Creates a CaseWithdrawn message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CaseWithdrawn
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.CaseWithdrawn;

            /**
             * Creates a plain object from a CaseWithdrawn message. Also converts values to other types if specified.
             * @param message CaseWithdrawn
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.CaseWithdrawn, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CaseWithdrawn to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace CaseWithdrawn {

            /** Properties of a CaseWithdrawn. */
            interface $Properties {

                /** CaseWithdrawn caseNo */
                caseNo?: string;

                /** CaseWithdrawn reason */
                reason?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CaseWithdrawn. */
            type $Shape = tongban.v1.CaseWithdrawn.$Properties;
        }

        /**
         * Properties of a CaseTerminated.
         * @deprecated Use tongban.v1.CaseTerminated.$Properties instead.
         */
        interface ICaseTerminated extends tongban.v1.CaseTerminated.$Properties {
        }

        /** Represents a CaseTerminated. */
        class CaseTerminated {

            /**
             * Constructs a new CaseTerminated.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.CaseTerminated.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CaseTerminated caseNo. */
            caseNo: string;

            /** CaseTerminated reasonCode. */
            reasonCode: string;

            /** CaseTerminated reason. */
            reason: string;

            /**
             * Encodes the specified CaseTerminated message. Does not implicitly {@link tongban.v1.CaseTerminated.verify|verify} messages.
             * @param message CaseTerminated message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.CaseTerminated.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CaseTerminated message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.CaseTerminated & tongban.v1.CaseTerminated.$Shape} CaseTerminated
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.CaseTerminated & tongban.v1.CaseTerminated.$Shape;

            /**
             * Creates a CaseTerminated message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CaseTerminated
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.CaseTerminated;

            /**
             * Creates a plain object from a CaseTerminated message. Also converts values to other types if specified.
             * @param message CaseTerminated
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.CaseTerminated, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CaseTerminated to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace CaseTerminated {

            /** Properties of a CaseTerminated. */
            interface $Properties {

                /** CaseTerminated caseNo */
                caseNo?: string;

                /** CaseTerminated reasonCode */
                reasonCode?: string;

                /** CaseTerminated reason */
                reason?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CaseTerminated. */
            type $Shape = tongban.v1.CaseTerminated.$Properties;
        }

        /**
         * Properties of a DispatchAcknowledgement.
         * @deprecated Use tongban.v1.DispatchAcknowledgement.$Properties instead.
         */
        interface IDispatchAcknowledgement extends tongban.v1.DispatchAcknowledgement.$Properties {
        }

        /** Represents a DispatchAcknowledgement. */
        class DispatchAcknowledgement {

            /**
             * Constructs a new DispatchAcknowledgement.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.DispatchAcknowledgement.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DispatchAcknowledgement caseNo. */
            caseNo: string;

            /** DispatchAcknowledgement eventSeq. */
            eventSeq: number;

            /** DispatchAcknowledgement messageId. */
            messageId: string;

            /** DispatchAcknowledgement receivedAt. */
            receivedAt: string;

            /**
             * Encodes the specified DispatchAcknowledgement message. Does not implicitly {@link tongban.v1.DispatchAcknowledgement.verify|verify} messages.
             * @param message DispatchAcknowledgement message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.DispatchAcknowledgement.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DispatchAcknowledgement message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.DispatchAcknowledgement & tongban.v1.DispatchAcknowledgement.$Shape} DispatchAcknowledgement
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.DispatchAcknowledgement & tongban.v1.DispatchAcknowledgement.$Shape;

            /**
             * Creates a DispatchAcknowledgement message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns DispatchAcknowledgement
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.DispatchAcknowledgement;

            /**
             * Creates a plain object from a DispatchAcknowledgement message. Also converts values to other types if specified.
             * @param message DispatchAcknowledgement
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.DispatchAcknowledgement, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this DispatchAcknowledgement to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace DispatchAcknowledgement {

            /** Properties of a DispatchAcknowledgement. */
            interface $Properties {

                /** DispatchAcknowledgement caseNo */
                caseNo?: string;

                /** DispatchAcknowledgement eventSeq */
                eventSeq?: number;

                /** DispatchAcknowledgement messageId */
                messageId?: string;

                /** DispatchAcknowledgement receivedAt */
                receivedAt?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DispatchAcknowledgement. */
            type $Shape = tongban.v1.DispatchAcknowledgement.$Properties;
        }

        /**
         * Properties of a Case.
         * @deprecated Use tongban.v1.Case.$Properties instead.
         */
        interface ICase extends tongban.v1.Case.$Properties {
        }

        /** Represents a Case. */
        class Case {

            /**
             * Constructs a new Case.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.Case.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Case caseNo. */
            caseNo: string;

            /** Case state. */
            state: tongban.v1.CaseState;

            /** Case mode. */
            mode: tongban.v1.HandlingMode;

            /** Case itemCode. */
            itemCode: string;

            /** Case basicCode. */
            basicCode: string;

            /** Case implementationCode. */
            implementationCode: string;

            /** Case submitter. */
            submitter: string;

            /** Case competent. */
            competent: string;

            /** Case submitterCaseRef. */
            submitterCaseRef: string;

            /** Case competentCaseRef. */
            competentCaseRef: string;

            /** Case eventCount. */
            eventCount: number;

            /** Case createdAt. */
            createdAt: string;

            /** Case updatedAt. */
            updatedAt: string;

            /** Case custody. */
            custody: tongban.v1.Custody;

            /** Case proofLevel. */
            proofLevel: tongban.v1.ProofLevel;

            /** Case clocks. */
            clocks: tongban.v1.CaseClock[];

            /** Case leadCaseNo. */
            leadCaseNo: string;

            /** Case result. */
            result: tongban.v1.CaseResult;

            /** Case lifeEventNo. */
            lifeEventNo: string;

            /** Case pledge. */
            pledge: tongban.v1.CasePledge;

            /** Case consultations. */
            consultations: string[];

            /**
             * Encodes the specified Case message. Does not implicitly {@link tongban.v1.Case.verify|verify} messages.
             * @param message Case message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.Case.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Case message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.Case & tongban.v1.Case.$Shape} Case
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.Case & tongban.v1.Case.$Shape;

            /**
             * Creates a Case message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Case
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.Case;

            /**
             * Creates a plain object from a Case message. Also converts values to other types if specified.
             * @param message Case
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.Case, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Case to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Case {

            /** Properties of a Case. */
            interface $Properties {

                /** Case caseNo */
                caseNo?: string;

                /** Case state */
                state?: tongban.v1.CaseState;

                /** Case mode */
                mode?: tongban.v1.HandlingMode;

                /** Case itemCode */
                itemCode?: string;

                /** Case basicCode */
                basicCode?: string;

                /** Case implementationCode */
                implementationCode?: string;

                /** Case submitter */
                submitter?: string;

                /** Case competent */
                competent?: string;

                /** Case submitterCaseRef */
                submitterCaseRef?: string;

                /** Case competentCaseRef */
                competentCaseRef?: string;

                /** Case eventCount */
                eventCount?: number;

                /** Case createdAt */
                createdAt?: string;

                /** Case updatedAt */
                updatedAt?: string;

                /** Case custody */
                custody?: tongban.v1.Custody.$Properties;

                /** Case proofLevel */
                proofLevel?: tongban.v1.ProofLevel;

                /** Case clocks */
                clocks?: tongban.v1.CaseClock.$Properties[];

                /** Case leadCaseNo */
                leadCaseNo?: string;

                /** Case result */
                result?: tongban.v1.CaseResult.$Properties;

                /** Case lifeEventNo */
                lifeEventNo?: string;

                /** Case pledge */
                pledge?: tongban.v1.CasePledge.$Properties;

                /** Case consultations */
                consultations?: string[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Case. */
            type $Shape = tongban.v1.Case.$Properties;
        }

        /**
         * Properties of a CaseResult.
         * @deprecated Use tongban.v1.CaseResult.$Properties instead.
         */
        interface ICaseResult extends tongban.v1.CaseResult.$Properties {
        }

        /** Represents a CaseResult. */
        class CaseResult {

            /**
             * Constructs a new CaseResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.CaseResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CaseResult holder. */
            holder: tongban.v1.CaseResult.Holder;

            /** CaseResult failedDeliveries. */
            failedDeliveries: number;

            /** CaseResult othersOnWaybill. */
            othersOnWaybill: number;

            /**
             * Encodes the specified CaseResult message. Does not implicitly {@link tongban.v1.CaseResult.verify|verify} messages.
             * @param message CaseResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.CaseResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CaseResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.CaseResult & tongban.v1.CaseResult.$Shape} CaseResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.CaseResult & tongban.v1.CaseResult.$Shape;

            /**
             * Creates a CaseResult message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CaseResult
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.CaseResult;

            /**
             * Creates a plain object from a CaseResult message. Also converts values to other types if specified.
             * @param message CaseResult
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.CaseResult, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CaseResult to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace CaseResult {

            /** Properties of a CaseResult. */
            interface $Properties {

                /** CaseResult holder */
                holder?: tongban.v1.CaseResult.Holder;

                /** CaseResult failedDeliveries */
                failedDeliveries?: number;

                /** CaseResult othersOnWaybill */
                othersOnWaybill?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CaseResult. */
            type $Shape = tongban.v1.CaseResult.$Properties;

            /** Holder enum. */
            enum Holder {

                /** HOLDER_UNSPECIFIED value */
                HOLDER_UNSPECIFIED = 0,

                /** COUNTER value */
                COUNTER = 1,

                /** AUTHORITY value */
                AUTHORITY = 2,

                /** APPLICANT value */
                APPLICANT = 3
            }
        }

        /**
         * Properties of a CaseEvent.
         * @deprecated Use tongban.v1.CaseEvent.$Properties instead.
         */
        interface ICaseEvent extends tongban.v1.CaseEvent.$Properties {
        }

        /** Represents a CaseEvent. */
        class CaseEvent {

            /**
             * Constructs a new CaseEvent.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.CaseEvent.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CaseEvent seq. */
            seq: number;

            /** CaseEvent messageId. */
            messageId: string;

            /** CaseEvent type. */
            type: string;

            /** CaseEvent actor. */
            actor: string;

            /** CaseEvent state. */
            state: tongban.v1.CaseState;

            /** CaseEvent receivedAt. */
            receivedAt: string;

            /** CaseEvent logIndex. */
            logIndex: (number|null);

            /** CaseEvent leafId. */
            leafId: string;

            /**
             * Encodes the specified CaseEvent message. Does not implicitly {@link tongban.v1.CaseEvent.verify|verify} messages.
             * @param message CaseEvent message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.CaseEvent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CaseEvent message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.CaseEvent & tongban.v1.CaseEvent.$Shape} CaseEvent
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.CaseEvent & tongban.v1.CaseEvent.$Shape;

            /**
             * Creates a CaseEvent message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CaseEvent
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.CaseEvent;

            /**
             * Creates a plain object from a CaseEvent message. Also converts values to other types if specified.
             * @param message CaseEvent
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.CaseEvent, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CaseEvent to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace CaseEvent {

            /** Properties of a CaseEvent. */
            interface $Properties {

                /** CaseEvent seq */
                seq?: number;

                /** CaseEvent messageId */
                messageId?: string;

                /** CaseEvent type */
                type?: string;

                /** CaseEvent actor */
                actor?: string;

                /** CaseEvent state */
                state?: tongban.v1.CaseState;

                /** CaseEvent receivedAt */
                receivedAt?: string;

                /** CaseEvent logIndex */
                logIndex?: (number|null);

                /** CaseEvent leafId */
                leafId?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CaseEvent. */
            type $Shape = tongban.v1.CaseEvent.$Properties;
        }

        /**
         * Properties of a GetCaseRequest.
         * @deprecated Use tongban.v1.GetCaseRequest.$Properties instead.
         */
        interface IGetCaseRequest extends tongban.v1.GetCaseRequest.$Properties {
        }

        /** Represents a GetCaseRequest. */
        class GetCaseRequest {

            /**
             * Constructs a new GetCaseRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.GetCaseRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetCaseRequest caseNo. */
            caseNo: string;

            /**
             * Encodes the specified GetCaseRequest message. Does not implicitly {@link tongban.v1.GetCaseRequest.verify|verify} messages.
             * @param message GetCaseRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.GetCaseRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetCaseRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.GetCaseRequest & tongban.v1.GetCaseRequest.$Shape} GetCaseRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.GetCaseRequest & tongban.v1.GetCaseRequest.$Shape;

            /**
             * Creates a GetCaseRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns GetCaseRequest
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.GetCaseRequest;

            /**
             * Creates a plain object from a GetCaseRequest message. Also converts values to other types if specified.
             * @param message GetCaseRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.GetCaseRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this GetCaseRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace GetCaseRequest {

            /** Properties of a GetCaseRequest. */
            interface $Properties {

                /** GetCaseRequest caseNo */
                caseNo?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetCaseRequest. */
            type $Shape = tongban.v1.GetCaseRequest.$Properties;
        }

        /**
         * Properties of a GetCaseResponse.
         * @deprecated Use tongban.v1.GetCaseResponse.$Properties instead.
         */
        interface IGetCaseResponse extends tongban.v1.GetCaseResponse.$Properties {
        }

        /** Represents a GetCaseResponse. */
        class GetCaseResponse {

            /**
             * Constructs a new GetCaseResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.GetCaseResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetCaseResponse case. */
            case: tongban.v1.Case;

            /**
             * Encodes the specified GetCaseResponse message. Does not implicitly {@link tongban.v1.GetCaseResponse.verify|verify} messages.
             * @param message GetCaseResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.GetCaseResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetCaseResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.GetCaseResponse & tongban.v1.GetCaseResponse.$Shape} GetCaseResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.GetCaseResponse & tongban.v1.GetCaseResponse.$Shape;

            /**
             * Creates a GetCaseResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns GetCaseResponse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.GetCaseResponse;

            /**
             * Creates a plain object from a GetCaseResponse message. Also converts values to other types if specified.
             * @param message GetCaseResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.GetCaseResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this GetCaseResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace GetCaseResponse {

            /** Properties of a GetCaseResponse. */
            interface $Properties {

                /** GetCaseResponse case */
                "case"?: tongban.v1.Case.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetCaseResponse. */
            type $Shape = tongban.v1.GetCaseResponse.$Properties;
        }

        /** CasePart enum. */
        enum CasePart {

            /** CASE_PART_UNSPECIFIED value */
            CASE_PART_UNSPECIFIED = 0,

            /** SUBMITTING value */
            SUBMITTING = 1,

            /** DECIDING value */
            DECIDING = 2
        }

        /**
         * Properties of an Identity.
         * @deprecated Use tongban.v1.Identity.$Properties instead.
         */
        interface IIdentity extends tongban.v1.Identity.$Properties {
        }

        /** Represents an Identity. */
        class Identity {

            /**
             * Constructs a new Identity.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.Identity.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Identity idType. */
            idType: string;

            /** Identity idNumber. */
            idNumber: string;

            /**
             * Encodes the specified Identity message. Does not implicitly {@link tongban.v1.Identity.verify|verify} messages.
             * @param message Identity message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.Identity.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Identity message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.Identity & tongban.v1.Identity.$Shape} Identity
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.Identity & tongban.v1.Identity.$Shape;

            /**
             * Creates an Identity message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Identity
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.Identity;

            /**
             * Creates a plain object from an Identity message. Also converts values to other types if specified.
             * @param message Identity
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.Identity, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Identity to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Identity {

            /** Properties of an Identity. */
            interface $Properties {

                /** Identity idType */
                idType?: string;

                /** Identity idNumber */
                idNumber?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Identity. */
            type $Shape = tongban.v1.Identity.$Properties;
        }

        /**
         * Properties of a FindCasesRequest.
         * @deprecated Use tongban.v1.FindCasesRequest.$Properties instead.
         */
        interface IFindCasesRequest extends tongban.v1.FindCasesRequest.$Properties {
        }

        /** Represents a FindCasesRequest. */
        class FindCasesRequest {

            /**
             * Constructs a new FindCasesRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.FindCasesRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** FindCasesRequest number. */
            number: string;

            /** FindCasesRequest applicant. */
            applicant: tongban.v1.Identity;

            /** FindCasesRequest itemCode. */
            itemCode: string;

            /** FindCasesRequest divisionCode. */
            divisionCode: string;

            /** FindCasesRequest states. */
            states: tongban.v1.CaseState[];

            /** FindCasesRequest part. */
            part: tongban.v1.CasePart;

            /** FindCasesRequest openedFrom. */
            openedFrom: string;

            /** FindCasesRequest openedBefore. */
            openedBefore: string;

            /** FindCasesRequest dueBy. */
            dueBy: string;

            /** FindCasesRequest limit. */
            limit: number;

            /** FindCasesRequest cursor. */
            cursor: string;

            /**
             * Encodes the specified FindCasesRequest message. Does not implicitly {@link tongban.v1.FindCasesRequest.verify|verify} messages.
             * @param message FindCasesRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.FindCasesRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a FindCasesRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.FindCasesRequest & tongban.v1.FindCasesRequest.$Shape} FindCasesRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.FindCasesRequest & tongban.v1.FindCasesRequest.$Shape;

            /**
             * Creates a FindCasesRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns FindCasesRequest
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.FindCasesRequest;

            /**
             * Creates a plain object from a FindCasesRequest message. Also converts values to other types if specified.
             * @param message FindCasesRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.FindCasesRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this FindCasesRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace FindCasesRequest {

            /** Properties of a FindCasesRequest. */
            interface $Properties {

                /** FindCasesRequest number */
                number?: string;

                /** FindCasesRequest applicant */
                applicant?: tongban.v1.Identity.$Properties;

                /** FindCasesRequest itemCode */
                itemCode?: string;

                /** FindCasesRequest divisionCode */
                divisionCode?: string;

                /** FindCasesRequest states */
                states?: tongban.v1.CaseState[];

                /** FindCasesRequest part */
                part?: tongban.v1.CasePart;

                /** FindCasesRequest openedFrom */
                openedFrom?: string;

                /** FindCasesRequest openedBefore */
                openedBefore?: string;

                /** FindCasesRequest dueBy */
                dueBy?: string;

                /** FindCasesRequest limit */
                limit?: number;

                /** FindCasesRequest cursor */
                cursor?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a FindCasesRequest. */
            type $Shape = tongban.v1.FindCasesRequest.$Properties;
        }

        /**
         * Properties of a FindCasesResponse.
         * @deprecated Use tongban.v1.FindCasesResponse.$Properties instead.
         */
        interface IFindCasesResponse extends tongban.v1.FindCasesResponse.$Properties {
        }

        /** Represents a FindCasesResponse. */
        class FindCasesResponse {

            /**
             * Constructs a new FindCasesResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.FindCasesResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** FindCasesResponse cases. */
            cases: tongban.v1.Case[];

            /** FindCasesResponse cursor. */
            cursor: string;

            /**
             * Encodes the specified FindCasesResponse message. Does not implicitly {@link tongban.v1.FindCasesResponse.verify|verify} messages.
             * @param message FindCasesResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.FindCasesResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a FindCasesResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.FindCasesResponse & tongban.v1.FindCasesResponse.$Shape} FindCasesResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.FindCasesResponse & tongban.v1.FindCasesResponse.$Shape;

            /**
             * Creates a FindCasesResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns FindCasesResponse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.FindCasesResponse;

            /**
             * Creates a plain object from a FindCasesResponse message. Also converts values to other types if specified.
             * @param message FindCasesResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.FindCasesResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this FindCasesResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace FindCasesResponse {

            /** Properties of a FindCasesResponse. */
            interface $Properties {

                /** FindCasesResponse cases */
                cases?: tongban.v1.Case.$Properties[];

                /** FindCasesResponse cursor */
                cursor?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a FindCasesResponse. */
            type $Shape = tongban.v1.FindCasesResponse.$Properties;
        }

        /**
         * Properties of a ListCaseEventsRequest.
         * @deprecated Use tongban.v1.ListCaseEventsRequest.$Properties instead.
         */
        interface IListCaseEventsRequest extends tongban.v1.ListCaseEventsRequest.$Properties {
        }

        /** Represents a ListCaseEventsRequest. */
        class ListCaseEventsRequest {

            /**
             * Constructs a new ListCaseEventsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ListCaseEventsRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListCaseEventsRequest caseNo. */
            caseNo: string;

            /**
             * Encodes the specified ListCaseEventsRequest message. Does not implicitly {@link tongban.v1.ListCaseEventsRequest.verify|verify} messages.
             * @param message ListCaseEventsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ListCaseEventsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListCaseEventsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ListCaseEventsRequest & tongban.v1.ListCaseEventsRequest.$Shape} ListCaseEventsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ListCaseEventsRequest & tongban.v1.ListCaseEventsRequest.$Shape;

            /**
             * Creates a ListCaseEventsRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ListCaseEventsRequest
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ListCaseEventsRequest;

            /**
             * Creates a plain object from a ListCaseEventsRequest message. Also converts values to other types if specified.
             * @param message ListCaseEventsRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ListCaseEventsRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ListCaseEventsRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ListCaseEventsRequest {

            /** Properties of a ListCaseEventsRequest. */
            interface $Properties {

                /** ListCaseEventsRequest caseNo */
                caseNo?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListCaseEventsRequest. */
            type $Shape = tongban.v1.ListCaseEventsRequest.$Properties;
        }

        /**
         * Properties of a ListCaseEventsResponse.
         * @deprecated Use tongban.v1.ListCaseEventsResponse.$Properties instead.
         */
        interface IListCaseEventsResponse extends tongban.v1.ListCaseEventsResponse.$Properties {
        }

        /** Represents a ListCaseEventsResponse. */
        class ListCaseEventsResponse {

            /**
             * Constructs a new ListCaseEventsResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ListCaseEventsResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListCaseEventsResponse events. */
            events: tongban.v1.CaseEvent[];

            /**
             * Encodes the specified ListCaseEventsResponse message. Does not implicitly {@link tongban.v1.ListCaseEventsResponse.verify|verify} messages.
             * @param message ListCaseEventsResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ListCaseEventsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListCaseEventsResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ListCaseEventsResponse & tongban.v1.ListCaseEventsResponse.$Shape} ListCaseEventsResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ListCaseEventsResponse & tongban.v1.ListCaseEventsResponse.$Shape;

            /**
             * Creates a ListCaseEventsResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ListCaseEventsResponse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ListCaseEventsResponse;

            /**
             * Creates a plain object from a ListCaseEventsResponse message. Also converts values to other types if specified.
             * @param message ListCaseEventsResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ListCaseEventsResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ListCaseEventsResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ListCaseEventsResponse {

            /** Properties of a ListCaseEventsResponse. */
            interface $Properties {

                /** ListCaseEventsResponse events */
                events?: tongban.v1.CaseEvent.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListCaseEventsResponse. */
            type $Shape = tongban.v1.ListCaseEventsResponse.$Properties;
        }

        /**
         * Properties of an ExportEvidenceRequest.
         * @deprecated Use tongban.v1.ExportEvidenceRequest.$Properties instead.
         */
        interface IExportEvidenceRequest extends tongban.v1.ExportEvidenceRequest.$Properties {
        }

        /** Represents an ExportEvidenceRequest. */
        class ExportEvidenceRequest {

            /**
             * Constructs a new ExportEvidenceRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ExportEvidenceRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ExportEvidenceRequest caseNo. */
            caseNo: string;

            /** ExportEvidenceRequest without. */
            without: string[];

            /**
             * Encodes the specified ExportEvidenceRequest message. Does not implicitly {@link tongban.v1.ExportEvidenceRequest.verify|verify} messages.
             * @param message ExportEvidenceRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ExportEvidenceRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ExportEvidenceRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ExportEvidenceRequest & tongban.v1.ExportEvidenceRequest.$Shape} ExportEvidenceRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ExportEvidenceRequest & tongban.v1.ExportEvidenceRequest.$Shape;

            /**
             * Creates an ExportEvidenceRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ExportEvidenceRequest
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ExportEvidenceRequest;

            /**
             * Creates a plain object from an ExportEvidenceRequest message. Also converts values to other types if specified.
             * @param message ExportEvidenceRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ExportEvidenceRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ExportEvidenceRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ExportEvidenceRequest {

            /** Properties of an ExportEvidenceRequest. */
            interface $Properties {

                /** ExportEvidenceRequest caseNo */
                caseNo?: string;

                /** ExportEvidenceRequest without */
                without?: string[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ExportEvidenceRequest. */
            type $Shape = tongban.v1.ExportEvidenceRequest.$Properties;
        }

        /**
         * Properties of an ExportEvidenceResponse.
         * @deprecated Use tongban.v1.ExportEvidenceResponse.$Properties instead.
         */
        interface IExportEvidenceResponse extends tongban.v1.ExportEvidenceResponse.$Properties {
        }

        /** Represents an ExportEvidenceResponse. */
        class ExportEvidenceResponse {

            /**
             * Constructs a new ExportEvidenceResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ExportEvidenceResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ExportEvidenceResponse chunk. */
            chunk: Uint8Array;

            /**
             * Encodes the specified ExportEvidenceResponse message. Does not implicitly {@link tongban.v1.ExportEvidenceResponse.verify|verify} messages.
             * @param message ExportEvidenceResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ExportEvidenceResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ExportEvidenceResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ExportEvidenceResponse & tongban.v1.ExportEvidenceResponse.$Shape} ExportEvidenceResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ExportEvidenceResponse & tongban.v1.ExportEvidenceResponse.$Shape;

            /**
             * Creates an ExportEvidenceResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ExportEvidenceResponse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ExportEvidenceResponse;

            /**
             * Creates a plain object from an ExportEvidenceResponse message. Also converts values to other types if specified.
             * @param message ExportEvidenceResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ExportEvidenceResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ExportEvidenceResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ExportEvidenceResponse {

            /** Properties of an ExportEvidenceResponse. */
            interface $Properties {

                /** ExportEvidenceResponse chunk */
                chunk?: Uint8Array;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ExportEvidenceResponse. */
            type $Shape = tongban.v1.ExportEvidenceResponse.$Properties;
        }

        /**
         * Properties of a Words.
         * @deprecated Use tongban.v1.Words.$Properties instead.
         */
        interface IWords extends tongban.v1.Words.$Properties {
        }

        /** Represents a Words. */
        class Words {

            /**
             * Constructs a new Words.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.Words.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Words zh. */
            zh: string;

            /** Words en. */
            en: string;

            /**
             * Encodes the specified Words message. Does not implicitly {@link tongban.v1.Words.verify|verify} messages.
             * @param message Words message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.Words.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Words message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.Words & tongban.v1.Words.$Shape} Words
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.Words & tongban.v1.Words.$Shape;

            /**
             * Creates a Words message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Words
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.Words;

            /**
             * Creates a plain object from a Words message. Also converts values to other types if specified.
             * @param message Words
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.Words, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Words to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Words {

            /** Properties of a Words. */
            interface $Properties {

                /** Words zh */
                zh?: string;

                /** Words en */
                en?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Words. */
            type $Shape = tongban.v1.Words.$Properties;
        }

        /**
         * Properties of a TimelineStep.
         * @deprecated Use tongban.v1.TimelineStep.$Properties instead.
         */
        interface ITimelineStep extends tongban.v1.TimelineStep.$Properties {
        }

        /** Represents a TimelineStep. */
        class TimelineStep {

            /**
             * Constructs a new TimelineStep.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.TimelineStep.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TimelineStep event. */
            event: tongban.v1.CaseEvent;

            /** TimelineStep words. */
            words: tongban.v1.Words;

            /** TimelineStep actorName. */
            actorName: string;

            /** TimelineStep rule. */
            rule: string;

            /**
             * Encodes the specified TimelineStep message. Does not implicitly {@link tongban.v1.TimelineStep.verify|verify} messages.
             * @param message TimelineStep message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.TimelineStep.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TimelineStep message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.TimelineStep & tongban.v1.TimelineStep.$Shape} TimelineStep
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.TimelineStep & tongban.v1.TimelineStep.$Shape;

            /**
             * Creates a TimelineStep message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns TimelineStep
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.TimelineStep;

            /**
             * Creates a plain object from a TimelineStep message. Also converts values to other types if specified.
             * @param message TimelineStep
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.TimelineStep, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this TimelineStep to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace TimelineStep {

            /** Properties of a TimelineStep. */
            interface $Properties {

                /** TimelineStep event */
                event?: tongban.v1.CaseEvent.$Properties;

                /** TimelineStep words */
                words?: tongban.v1.Words.$Properties;

                /** TimelineStep actorName */
                actorName?: string;

                /** TimelineStep rule */
                rule?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TimelineStep. */
            type $Shape = tongban.v1.TimelineStep.$Properties;
        }

        /**
         * Properties of a CaseProgress.
         * @deprecated Use tongban.v1.CaseProgress.$Properties instead.
         */
        interface ICaseProgress extends tongban.v1.CaseProgress.$Properties {
        }

        /** Represents a CaseProgress. */
        class CaseProgress {

            /**
             * Constructs a new CaseProgress.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.CaseProgress.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CaseProgress caseNo. */
            caseNo: string;

            /** CaseProgress state. */
            state: tongban.v1.CaseState;

            /** CaseProgress applicant. */
            applicant: tongban.v1.Words;

            /** CaseProgress clerk. */
            clerk: tongban.v1.Words;

            /** CaseProgress timeline. */
            timeline: tongban.v1.TimelineStep[];

            /**
             * Encodes the specified CaseProgress message. Does not implicitly {@link tongban.v1.CaseProgress.verify|verify} messages.
             * @param message CaseProgress message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.CaseProgress.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CaseProgress message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.CaseProgress & tongban.v1.CaseProgress.$Shape} CaseProgress
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.CaseProgress & tongban.v1.CaseProgress.$Shape;

            /**
             * Creates a CaseProgress message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CaseProgress
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.CaseProgress;

            /**
             * Creates a plain object from a CaseProgress message. Also converts values to other types if specified.
             * @param message CaseProgress
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.CaseProgress, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CaseProgress to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace CaseProgress {

            /** Properties of a CaseProgress. */
            interface $Properties {

                /** CaseProgress caseNo */
                caseNo?: string;

                /** CaseProgress state */
                state?: tongban.v1.CaseState;

                /** CaseProgress applicant */
                applicant?: tongban.v1.Words.$Properties;

                /** CaseProgress clerk */
                clerk?: tongban.v1.Words.$Properties;

                /** CaseProgress timeline */
                timeline?: tongban.v1.TimelineStep.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CaseProgress. */
            type $Shape = tongban.v1.CaseProgress.$Properties;
        }

        /**
         * Properties of a GetCaseProgressRequest.
         * @deprecated Use tongban.v1.GetCaseProgressRequest.$Properties instead.
         */
        interface IGetCaseProgressRequest extends tongban.v1.GetCaseProgressRequest.$Properties {
        }

        /** Represents a GetCaseProgressRequest. */
        class GetCaseProgressRequest {

            /**
             * Constructs a new GetCaseProgressRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.GetCaseProgressRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetCaseProgressRequest caseNo. */
            caseNo: string;

            /**
             * Encodes the specified GetCaseProgressRequest message. Does not implicitly {@link tongban.v1.GetCaseProgressRequest.verify|verify} messages.
             * @param message GetCaseProgressRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.GetCaseProgressRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetCaseProgressRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.GetCaseProgressRequest & tongban.v1.GetCaseProgressRequest.$Shape} GetCaseProgressRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.GetCaseProgressRequest & tongban.v1.GetCaseProgressRequest.$Shape;

            /**
             * Creates a GetCaseProgressRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns GetCaseProgressRequest
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.GetCaseProgressRequest;

            /**
             * Creates a plain object from a GetCaseProgressRequest message. Also converts values to other types if specified.
             * @param message GetCaseProgressRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.GetCaseProgressRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this GetCaseProgressRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace GetCaseProgressRequest {

            /** Properties of a GetCaseProgressRequest. */
            interface $Properties {

                /** GetCaseProgressRequest caseNo */
                caseNo?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetCaseProgressRequest. */
            type $Shape = tongban.v1.GetCaseProgressRequest.$Properties;
        }

        /**
         * Properties of a GetCaseProgressResponse.
         * @deprecated Use tongban.v1.GetCaseProgressResponse.$Properties instead.
         */
        interface IGetCaseProgressResponse extends tongban.v1.GetCaseProgressResponse.$Properties {
        }

        /** Represents a GetCaseProgressResponse. */
        class GetCaseProgressResponse {

            /**
             * Constructs a new GetCaseProgressResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.GetCaseProgressResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetCaseProgressResponse progress. */
            progress: tongban.v1.CaseProgress;

            /**
             * Encodes the specified GetCaseProgressResponse message. Does not implicitly {@link tongban.v1.GetCaseProgressResponse.verify|verify} messages.
             * @param message GetCaseProgressResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.GetCaseProgressResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetCaseProgressResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.GetCaseProgressResponse & tongban.v1.GetCaseProgressResponse.$Shape} GetCaseProgressResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.GetCaseProgressResponse & tongban.v1.GetCaseProgressResponse.$Shape;

            /**
             * Creates a GetCaseProgressResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns GetCaseProgressResponse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.GetCaseProgressResponse;

            /**
             * Creates a plain object from a GetCaseProgressResponse message. Also converts values to other types if specified.
             * @param message GetCaseProgressResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.GetCaseProgressResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this GetCaseProgressResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace GetCaseProgressResponse {

            /** Properties of a GetCaseProgressResponse. */
            interface $Properties {

                /** GetCaseProgressResponse progress */
                progress?: tongban.v1.CaseProgress.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetCaseProgressResponse. */
            type $Shape = tongban.v1.GetCaseProgressResponse.$Properties;
        }

        /** OriginalsHolder enum. */
        enum OriginalsHolder {

            /** ORIGINALS_HOLDER_UNSPECIFIED value */
            ORIGINALS_HOLDER_UNSPECIFIED = 0,

            /** WINDOW value */
            WINDOW = 1,

            /** COURIER value */
            COURIER = 2,

            /** AUTHORITY value */
            AUTHORITY = 3,

            /** APPLICANT value */
            APPLICANT = 4
        }

        /**
         * Properties of an Originals.
         * @deprecated Use tongban.v1.Originals.$Properties instead.
         */
        interface IOriginals extends tongban.v1.Originals.$Properties {
        }

        /** Represents an Originals. */
        class Originals {

            /**
             * Constructs a new Originals.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.Originals.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Originals code. */
            code: string;

            /** Originals sheets. */
            sheets: number;

            /**
             * Encodes the specified Originals message. Does not implicitly {@link tongban.v1.Originals.verify|verify} messages.
             * @param message Originals message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.Originals.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Originals message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.Originals & tongban.v1.Originals.$Shape} Originals
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.Originals & tongban.v1.Originals.$Shape;

            /**
             * Creates an Originals message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Originals
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.Originals;

            /**
             * Creates a plain object from an Originals message. Also converts values to other types if specified.
             * @param message Originals
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.Originals, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Originals to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Originals {

            /** Properties of an Originals. */
            interface $Properties {

                /** Originals code */
                code?: string;

                /** Originals sheets */
                sheets?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Originals. */
            type $Shape = tongban.v1.Originals.$Properties;
        }

        /**
         * Properties of an OriginalDetail.
         * @deprecated Use tongban.v1.OriginalDetail.$Properties instead.
         */
        interface IOriginalDetail extends tongban.v1.OriginalDetail.$Properties {
        }

        /** Represents an OriginalDetail. */
        class OriginalDetail {

            /**
             * Constructs a new OriginalDetail.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.OriginalDetail.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** OriginalDetail code. */
            code: string;

            /** OriginalDetail name. */
            name: string;

            /** OriginalDetail image. */
            image: tongban.v1.BlobRef;

            /**
             * Encodes the specified OriginalDetail message. Does not implicitly {@link tongban.v1.OriginalDetail.verify|verify} messages.
             * @param message OriginalDetail message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.OriginalDetail.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an OriginalDetail message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.OriginalDetail & tongban.v1.OriginalDetail.$Shape} OriginalDetail
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.OriginalDetail & tongban.v1.OriginalDetail.$Shape;

            /**
             * Creates an OriginalDetail message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns OriginalDetail
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.OriginalDetail;

            /**
             * Creates a plain object from an OriginalDetail message. Also converts values to other types if specified.
             * @param message OriginalDetail
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.OriginalDetail, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this OriginalDetail to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace OriginalDetail {

            /** Properties of an OriginalDetail. */
            interface $Properties {

                /** OriginalDetail code */
                code?: string;

                /** OriginalDetail name */
                name?: string;

                /** OriginalDetail image */
                image?: tongban.v1.BlobRef.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an OriginalDetail. */
            type $Shape = tongban.v1.OriginalDetail.$Properties;
        }

        /**
         * Properties of an OriginalsHandedOver.
         * @deprecated Use tongban.v1.OriginalsHandedOver.$Properties instead.
         */
        interface IOriginalsHandedOver extends tongban.v1.OriginalsHandedOver.$Properties {
        }

        /** Represents an OriginalsHandedOver. */
        class OriginalsHandedOver {

            /**
             * Constructs a new OriginalsHandedOver.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.OriginalsHandedOver.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** OriginalsHandedOver caseNo. */
            caseNo: string;

            /** OriginalsHandedOver handOverNo. */
            handOverNo: string;

            /** OriginalsHandedOver originals. */
            originals: tongban.v1.Originals[];

            /** OriginalsHandedOver originalDetails. */
            originalDetails: tongban.v1.OriginalDetail[];

            /** OriginalsHandedOver giver. */
            giver: tongban.v1.OriginalsHolder;

            /** OriginalsHandedOver taker. */
            taker: tongban.v1.OriginalsHolder;

            /** OriginalsHandedOver waybill. */
            waybill: string;

            /** OriginalsHandedOver takenAtOnce. */
            takenAtOnce: boolean;

            /** OriginalsHandedOver handedAt. */
            handedAt: string;

            /**
             * Encodes the specified OriginalsHandedOver message. Does not implicitly {@link tongban.v1.OriginalsHandedOver.verify|verify} messages.
             * @param message OriginalsHandedOver message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.OriginalsHandedOver.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an OriginalsHandedOver message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.OriginalsHandedOver & tongban.v1.OriginalsHandedOver.$Shape} OriginalsHandedOver
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.OriginalsHandedOver & tongban.v1.OriginalsHandedOver.$Shape;

            /**
             * Creates an OriginalsHandedOver message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns OriginalsHandedOver
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.OriginalsHandedOver;

            /**
             * Creates a plain object from an OriginalsHandedOver message. Also converts values to other types if specified.
             * @param message OriginalsHandedOver
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.OriginalsHandedOver, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this OriginalsHandedOver to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace OriginalsHandedOver {

            /** Properties of an OriginalsHandedOver. */
            interface $Properties {

                /** OriginalsHandedOver caseNo */
                caseNo?: string;

                /** OriginalsHandedOver handOverNo */
                handOverNo?: string;

                /** OriginalsHandedOver originals */
                originals?: tongban.v1.Originals.$Properties[];

                /** OriginalsHandedOver originalDetails */
                originalDetails?: tongban.v1.OriginalDetail.$Properties[];

                /** OriginalsHandedOver giver */
                giver?: tongban.v1.OriginalsHolder;

                /** OriginalsHandedOver taker */
                taker?: tongban.v1.OriginalsHolder;

                /** OriginalsHandedOver waybill */
                waybill?: string;

                /** OriginalsHandedOver takenAtOnce */
                takenAtOnce?: boolean;

                /** OriginalsHandedOver handedAt */
                handedAt?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an OriginalsHandedOver. */
            type $Shape = tongban.v1.OriginalsHandedOver.$Properties;
        }

        /**
         * Properties of an OriginalsDifference.
         * @deprecated Use tongban.v1.OriginalsDifference.$Properties instead.
         */
        interface IOriginalsDifference extends tongban.v1.OriginalsDifference.$Properties {
        }

        /** Represents an OriginalsDifference. */
        class OriginalsDifference {

            /**
             * Constructs a new OriginalsDifference.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.OriginalsDifference.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** OriginalsDifference code. */
            code: string;

            /** OriginalsDifference remark. */
            remark: string;

            /**
             * Encodes the specified OriginalsDifference message. Does not implicitly {@link tongban.v1.OriginalsDifference.verify|verify} messages.
             * @param message OriginalsDifference message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.OriginalsDifference.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an OriginalsDifference message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.OriginalsDifference & tongban.v1.OriginalsDifference.$Shape} OriginalsDifference
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.OriginalsDifference & tongban.v1.OriginalsDifference.$Shape;

            /**
             * Creates an OriginalsDifference message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns OriginalsDifference
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.OriginalsDifference;

            /**
             * Creates a plain object from an OriginalsDifference message. Also converts values to other types if specified.
             * @param message OriginalsDifference
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.OriginalsDifference, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this OriginalsDifference to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace OriginalsDifference {

            /** Properties of an OriginalsDifference. */
            interface $Properties {

                /** OriginalsDifference code */
                code?: string;

                /** OriginalsDifference remark */
                remark?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an OriginalsDifference. */
            type $Shape = tongban.v1.OriginalsDifference.$Properties;
        }

        /**
         * Properties of an OriginalsReceived.
         * @deprecated Use tongban.v1.OriginalsReceived.$Properties instead.
         */
        interface IOriginalsReceived extends tongban.v1.OriginalsReceived.$Properties {
        }

        /** Represents an OriginalsReceived. */
        class OriginalsReceived {

            /**
             * Constructs a new OriginalsReceived.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.OriginalsReceived.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** OriginalsReceived caseNo. */
            caseNo: string;

            /** OriginalsReceived handOverNo. */
            handOverNo: string;

            /** OriginalsReceived taker. */
            taker: tongban.v1.OriginalsHolder;

            /** OriginalsReceived originals. */
            originals: tongban.v1.Originals[];

            /** OriginalsReceived differences. */
            differences: tongban.v1.OriginalsDifference[];

            /** OriginalsReceived takenAt. */
            takenAt: string;

            /**
             * Encodes the specified OriginalsReceived message. Does not implicitly {@link tongban.v1.OriginalsReceived.verify|verify} messages.
             * @param message OriginalsReceived message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.OriginalsReceived.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an OriginalsReceived message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.OriginalsReceived & tongban.v1.OriginalsReceived.$Shape} OriginalsReceived
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.OriginalsReceived & tongban.v1.OriginalsReceived.$Shape;

            /**
             * Creates an OriginalsReceived message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns OriginalsReceived
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.OriginalsReceived;

            /**
             * Creates a plain object from an OriginalsReceived message. Also converts values to other types if specified.
             * @param message OriginalsReceived
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.OriginalsReceived, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this OriginalsReceived to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace OriginalsReceived {

            /** Properties of an OriginalsReceived. */
            interface $Properties {

                /** OriginalsReceived caseNo */
                caseNo?: string;

                /** OriginalsReceived handOverNo */
                handOverNo?: string;

                /** OriginalsReceived taker */
                taker?: tongban.v1.OriginalsHolder;

                /** OriginalsReceived originals */
                originals?: tongban.v1.Originals.$Properties[];

                /** OriginalsReceived differences */
                differences?: tongban.v1.OriginalsDifference.$Properties[];

                /** OriginalsReceived takenAt */
                takenAt?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an OriginalsReceived. */
            type $Shape = tongban.v1.OriginalsReceived.$Properties;
        }

        /**
         * Properties of an OriginalsLost.
         * @deprecated Use tongban.v1.OriginalsLost.$Properties instead.
         */
        interface IOriginalsLost extends tongban.v1.OriginalsLost.$Properties {
        }

        /** Represents an OriginalsLost. */
        class OriginalsLost {

            /**
             * Constructs a new OriginalsLost.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.OriginalsLost.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** OriginalsLost caseNo. */
            caseNo: string;

            /** OriginalsLost handOverNo. */
            handOverNo: string;

            /** OriginalsLost reasonCode. */
            reasonCode: string;

            /** OriginalsLost reason. */
            reason: string;

            /** OriginalsLost lostAt. */
            lostAt: string;

            /**
             * Encodes the specified OriginalsLost message. Does not implicitly {@link tongban.v1.OriginalsLost.verify|verify} messages.
             * @param message OriginalsLost message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.OriginalsLost.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an OriginalsLost message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.OriginalsLost & tongban.v1.OriginalsLost.$Shape} OriginalsLost
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.OriginalsLost & tongban.v1.OriginalsLost.$Shape;

            /**
             * Creates an OriginalsLost message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns OriginalsLost
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.OriginalsLost;

            /**
             * Creates a plain object from an OriginalsLost message. Also converts values to other types if specified.
             * @param message OriginalsLost
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.OriginalsLost, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this OriginalsLost to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace OriginalsLost {

            /** Properties of an OriginalsLost. */
            interface $Properties {

                /** OriginalsLost caseNo */
                caseNo?: string;

                /** OriginalsLost handOverNo */
                handOverNo?: string;

                /** OriginalsLost reasonCode */
                reasonCode?: string;

                /** OriginalsLost reason */
                reason?: string;

                /** OriginalsLost lostAt */
                lostAt?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an OriginalsLost. */
            type $Shape = tongban.v1.OriginalsLost.$Properties;
        }

        /**
         * Properties of a Custody.
         * @deprecated Use tongban.v1.Custody.$Properties instead.
         */
        interface ICustody extends tongban.v1.Custody.$Properties {
        }

        /** Represents a Custody. */
        class Custody {

            /**
             * Constructs a new Custody.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.Custody.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Custody held. */
            held: tongban.v1.HeldOriginals[];

            /** Custody handOvers. */
            handOvers: tongban.v1.HandOver[];

            /**
             * Encodes the specified Custody message. Does not implicitly {@link tongban.v1.Custody.verify|verify} messages.
             * @param message Custody message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.Custody.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Custody message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.Custody & tongban.v1.Custody.$Shape} Custody
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.Custody & tongban.v1.Custody.$Shape;

            /**
             * Creates a Custody message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Custody
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.Custody;

            /**
             * Creates a plain object from a Custody message. Also converts values to other types if specified.
             * @param message Custody
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.Custody, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Custody to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Custody {

            /** Properties of a Custody. */
            interface $Properties {

                /** Custody held */
                held?: tongban.v1.HeldOriginals.$Properties[];

                /** Custody handOvers */
                handOvers?: tongban.v1.HandOver.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Custody. */
            type $Shape = tongban.v1.Custody.$Properties;
        }

        /**
         * Properties of a HeldOriginals.
         * @deprecated Use tongban.v1.HeldOriginals.$Properties instead.
         */
        interface IHeldOriginals extends tongban.v1.HeldOriginals.$Properties {
        }

        /** Represents a HeldOriginals. */
        class HeldOriginals {

            /**
             * Constructs a new HeldOriginals.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.HeldOriginals.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** HeldOriginals code. */
            code: string;

            /** HeldOriginals sheets. */
            sheets: number;

            /** HeldOriginals holder. */
            holder: tongban.v1.OriginalsHolder;

            /**
             * Encodes the specified HeldOriginals message. Does not implicitly {@link tongban.v1.HeldOriginals.verify|verify} messages.
             * @param message HeldOriginals message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.HeldOriginals.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a HeldOriginals message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.HeldOriginals & tongban.v1.HeldOriginals.$Shape} HeldOriginals
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.HeldOriginals & tongban.v1.HeldOriginals.$Shape;

            /**
             * Creates a HeldOriginals message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns HeldOriginals
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.HeldOriginals;

            /**
             * Creates a plain object from a HeldOriginals message. Also converts values to other types if specified.
             * @param message HeldOriginals
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.HeldOriginals, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this HeldOriginals to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace HeldOriginals {

            /** Properties of a HeldOriginals. */
            interface $Properties {

                /** HeldOriginals code */
                code?: string;

                /** HeldOriginals sheets */
                sheets?: number;

                /** HeldOriginals holder */
                holder?: tongban.v1.OriginalsHolder;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a HeldOriginals. */
            type $Shape = tongban.v1.HeldOriginals.$Properties;
        }

        /**
         * Properties of a HandOver.
         * @deprecated Use tongban.v1.HandOver.$Properties instead.
         */
        interface IHandOver extends tongban.v1.HandOver.$Properties {
        }

        /** Represents a HandOver. */
        class HandOver {

            /**
             * Constructs a new HandOver.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.HandOver.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** HandOver handOverNo. */
            handOverNo: string;

            /** HandOver giver. */
            giver: tongban.v1.OriginalsHolder;

            /** HandOver taker. */
            taker: tongban.v1.OriginalsHolder;

            /** HandOver handed. */
            handed: tongban.v1.Originals[];

            /** HandOver received. */
            received: tongban.v1.Originals[];

            /** HandOver standing. */
            standing: tongban.v1.HandOver.Standing;

            /** HandOver othersOnWaybill. */
            othersOnWaybill: number;

            /**
             * Encodes the specified HandOver message. Does not implicitly {@link tongban.v1.HandOver.verify|verify} messages.
             * @param message HandOver message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.HandOver.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a HandOver message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.HandOver & tongban.v1.HandOver.$Shape} HandOver
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.HandOver & tongban.v1.HandOver.$Shape;

            /**
             * Creates a HandOver message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns HandOver
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.HandOver;

            /**
             * Creates a plain object from a HandOver message. Also converts values to other types if specified.
             * @param message HandOver
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.HandOver, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this HandOver to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace HandOver {

            /** Properties of a HandOver. */
            interface $Properties {

                /** HandOver handOverNo */
                handOverNo?: string;

                /** HandOver giver */
                giver?: tongban.v1.OriginalsHolder;

                /** HandOver taker */
                taker?: tongban.v1.OriginalsHolder;

                /** HandOver handed */
                handed?: tongban.v1.Originals.$Properties[];

                /** HandOver received */
                received?: tongban.v1.Originals.$Properties[];

                /** HandOver standing */
                standing?: tongban.v1.HandOver.Standing;

                /** HandOver othersOnWaybill */
                othersOnWaybill?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a HandOver. */
            type $Shape = tongban.v1.HandOver.$Properties;

            /** Standing enum. */
            enum Standing {

                /** STANDING_UNSPECIFIED value */
                STANDING_UNSPECIFIED = 0,

                /** OPEN value */
                OPEN = 1,

                /** INCOMPLETE value */
                INCOMPLETE = 2,

                /** COMPLETE value */
                COMPLETE = 3,

                /** LOST value */
                LOST = 4
            }
        }

        /** ClockKind enum. */
        enum ClockKind {

            /** CLOCK_KIND_UNSPECIFIED value */
            CLOCK_KIND_UNSPECIFIED = 0,

            /** ACCEPTANCE_NOTICE value */
            ACCEPTANCE_NOTICE = 1,

            /** DECISION value */
            DECISION = 2,

            /** CERTIFICATE_ISSUE value */
            CERTIFICATE_ISSUE = 3,

            /** CORRECTION_ANSWER value */
            CORRECTION_ANSWER = 4,

            /** AFTER_CHECK value */
            AFTER_CHECK = 5
        }

        /** LimitUnit enum. */
        enum LimitUnit {

            /** LIMIT_UNIT_UNSPECIFIED value */
            LIMIT_UNIT_UNSPECIFIED = 0,

            /** WORKING_DAY value */
            WORKING_DAY = 1,

            /** CALENDAR_DAY value */
            CALENDAR_DAY = 2,

            /** HOUR value */
            HOUR = 3,

            /** MONTH value */
            MONTH = 4
        }

        /** LimitApprover enum. */
        enum LimitApprover {

            /** LIMIT_APPROVER_UNSPECIFIED value */
            LIMIT_APPROVER_UNSPECIFIED = 0,

            /** AUTHORITY_HEAD value */
            AUTHORITY_HEAD = 1,

            /** GOVERNMENT_HEAD value */
            GOVERNMENT_HEAD = 2
        }

        /**
         * Properties of a TimeLimitExtended.
         * @deprecated Use tongban.v1.TimeLimitExtended.$Properties instead.
         */
        interface ITimeLimitExtended extends tongban.v1.TimeLimitExtended.$Properties {
        }

        /** Represents a TimeLimitExtended. */
        class TimeLimitExtended {

            /**
             * Constructs a new TimeLimitExtended.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.TimeLimitExtended.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TimeLimitExtended caseNo. */
            caseNo: string;

            /** TimeLimitExtended clock. */
            clock: tongban.v1.ClockKind;

            /** TimeLimitExtended amount. */
            amount: number;

            /** TimeLimitExtended unit. */
            unit: tongban.v1.LimitUnit;

            /** TimeLimitExtended approver. */
            approver: tongban.v1.LimitApprover;

            /** TimeLimitExtended reason. */
            reason: string;

            /** TimeLimitExtended approvedAt. */
            approvedAt: string;

            /**
             * Encodes the specified TimeLimitExtended message. Does not implicitly {@link tongban.v1.TimeLimitExtended.verify|verify} messages.
             * @param message TimeLimitExtended message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.TimeLimitExtended.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TimeLimitExtended message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.TimeLimitExtended & tongban.v1.TimeLimitExtended.$Shape} TimeLimitExtended
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.TimeLimitExtended & tongban.v1.TimeLimitExtended.$Shape;

            /**
             * Creates a TimeLimitExtended message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns TimeLimitExtended
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.TimeLimitExtended;

            /**
             * Creates a plain object from a TimeLimitExtended message. Also converts values to other types if specified.
             * @param message TimeLimitExtended
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.TimeLimitExtended, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this TimeLimitExtended to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace TimeLimitExtended {

            /** Properties of a TimeLimitExtended. */
            interface $Properties {

                /** TimeLimitExtended caseNo */
                caseNo?: string;

                /** TimeLimitExtended clock */
                clock?: tongban.v1.ClockKind;

                /** TimeLimitExtended amount */
                amount?: number;

                /** TimeLimitExtended unit */
                unit?: tongban.v1.LimitUnit;

                /** TimeLimitExtended approver */
                approver?: tongban.v1.LimitApprover;

                /** TimeLimitExtended reason */
                reason?: string;

                /** TimeLimitExtended approvedAt */
                approvedAt?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TimeLimitExtended. */
            type $Shape = tongban.v1.TimeLimitExtended.$Properties;
        }

        /**
         * Properties of a ClockWarned.
         * @deprecated Use tongban.v1.ClockWarned.$Properties instead.
         */
        interface IClockWarned extends tongban.v1.ClockWarned.$Properties {
        }

        /** Represents a ClockWarned. */
        class ClockWarned {

            /**
             * Constructs a new ClockWarned.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ClockWarned.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ClockWarned caseNo. */
            caseNo: string;

            /** ClockWarned clock. */
            clock: tongban.v1.ClockKind;

            /** ClockWarned level. */
            level: string;

            /** ClockWarned dueDate. */
            dueDate: string;

            /** ClockWarned firingAt. */
            firingAt: string;

            /** ClockWarned rule. */
            rule: string;

            /** ClockWarned calendar. */
            calendar: string;

            /** ClockWarned escalateTo. */
            escalateTo: tongban.v1.ClockWarned.Escalation[];

            /**
             * Encodes the specified ClockWarned message. Does not implicitly {@link tongban.v1.ClockWarned.verify|verify} messages.
             * @param message ClockWarned message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ClockWarned.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ClockWarned message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ClockWarned & tongban.v1.ClockWarned.$Shape} ClockWarned
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ClockWarned & tongban.v1.ClockWarned.$Shape;

            /**
             * Creates a ClockWarned message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ClockWarned
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ClockWarned;

            /**
             * Creates a plain object from a ClockWarned message. Also converts values to other types if specified.
             * @param message ClockWarned
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ClockWarned, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ClockWarned to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ClockWarned {

            /** Properties of a ClockWarned. */
            interface $Properties {

                /** ClockWarned caseNo */
                caseNo?: string;

                /** ClockWarned clock */
                clock?: tongban.v1.ClockKind;

                /** ClockWarned level */
                level?: string;

                /** ClockWarned dueDate */
                dueDate?: string;

                /** ClockWarned firingAt */
                firingAt?: string;

                /** ClockWarned rule */
                rule?: string;

                /** ClockWarned calendar */
                calendar?: string;

                /** ClockWarned escalateTo */
                escalateTo?: tongban.v1.ClockWarned.Escalation[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ClockWarned. */
            type $Shape = tongban.v1.ClockWarned.$Properties;

            /** Escalation enum. */
            enum Escalation {

                /** ESCALATION_UNSPECIFIED value */
                ESCALATION_UNSPECIFIED = 0,

                /** HANDLER value */
                HANDLER = 1,

                /** SUPERVISOR value */
                SUPERVISOR = 2,

                /** AUTHORITY_HEAD value */
                AUTHORITY_HEAD = 3,

                /** DATA_AUTHORITY value */
                DATA_AUTHORITY = 4,

                /** HUB_OPERATOR value */
                HUB_OPERATOR = 5
            }
        }

        /**
         * Properties of a DeadlineRecomputed.
         * @deprecated Use tongban.v1.DeadlineRecomputed.$Properties instead.
         */
        interface IDeadlineRecomputed extends tongban.v1.DeadlineRecomputed.$Properties {
        }

        /** Represents a DeadlineRecomputed. */
        class DeadlineRecomputed {

            /**
             * Constructs a new DeadlineRecomputed.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.DeadlineRecomputed.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeadlineRecomputed caseNo. */
            caseNo: string;

            /** DeadlineRecomputed clock. */
            clock: tongban.v1.ClockKind;

            /** DeadlineRecomputed previousDueDate. */
            previousDueDate: string;

            /** DeadlineRecomputed dueDate. */
            dueDate: string;

            /** DeadlineRecomputed rule. */
            rule: string;

            /** DeadlineRecomputed calendar. */
            calendar: string;

            /**
             * Encodes the specified DeadlineRecomputed message. Does not implicitly {@link tongban.v1.DeadlineRecomputed.verify|verify} messages.
             * @param message DeadlineRecomputed message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.DeadlineRecomputed.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DeadlineRecomputed message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.DeadlineRecomputed & tongban.v1.DeadlineRecomputed.$Shape} DeadlineRecomputed
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.DeadlineRecomputed & tongban.v1.DeadlineRecomputed.$Shape;

            /**
             * Creates a DeadlineRecomputed message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns DeadlineRecomputed
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.DeadlineRecomputed;

            /**
             * Creates a plain object from a DeadlineRecomputed message. Also converts values to other types if specified.
             * @param message DeadlineRecomputed
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.DeadlineRecomputed, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this DeadlineRecomputed to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace DeadlineRecomputed {

            /** Properties of a DeadlineRecomputed. */
            interface $Properties {

                /** DeadlineRecomputed caseNo */
                caseNo?: string;

                /** DeadlineRecomputed clock */
                clock?: tongban.v1.ClockKind;

                /** DeadlineRecomputed previousDueDate */
                previousDueDate?: string;

                /** DeadlineRecomputed dueDate */
                dueDate?: string;

                /** DeadlineRecomputed rule */
                rule?: string;

                /** DeadlineRecomputed calendar */
                calendar?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeadlineRecomputed. */
            type $Shape = tongban.v1.DeadlineRecomputed.$Properties;
        }

        /**
         * Properties of a CaseClock.
         * @deprecated Use tongban.v1.CaseClock.$Properties instead.
         */
        interface ICaseClock extends tongban.v1.CaseClock.$Properties {
        }

        /** Represents a CaseClock. */
        class CaseClock {

            /**
             * Constructs a new CaseClock.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.CaseClock.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CaseClock kind. */
            kind: tongban.v1.ClockKind;

            /** CaseClock startedAt. */
            startedAt: string;

            /** CaseClock dueDate. */
            dueDate: string;

            /** CaseClock remainingWorkdays. */
            remainingWorkdays: (number|null);

            /** CaseClock pausedSince. */
            pausedSince: string;

            /** CaseClock stoppedAt. */
            stoppedAt: string;

            /** CaseClock extendedBy. */
            extendedBy: number;

            /** CaseClock unit. */
            unit: tongban.v1.LimitUnit;

            /** CaseClock source. */
            source: tongban.v1.CaseClock.Source;

            /** CaseClock rule. */
            rule: string;

            /** CaseClock calendar. */
            calendar: string;

            /** CaseClock unpublishedYear. */
            unpublishedYear: number;

            /** CaseClock uncountedProcedures. */
            uncountedProcedures: string[];

            /** CaseClock promise. */
            promise: tongban.v1.CaseClock.Promise;

            /**
             * Encodes the specified CaseClock message. Does not implicitly {@link tongban.v1.CaseClock.verify|verify} messages.
             * @param message CaseClock message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.CaseClock.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CaseClock message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.CaseClock & tongban.v1.CaseClock.$Shape} CaseClock
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.CaseClock & tongban.v1.CaseClock.$Shape;

            /**
             * Creates a CaseClock message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CaseClock
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.CaseClock;

            /**
             * Creates a plain object from a CaseClock message. Also converts values to other types if specified.
             * @param message CaseClock
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.CaseClock, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CaseClock to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace CaseClock {

            /** Properties of a CaseClock. */
            interface $Properties {

                /** CaseClock kind */
                kind?: tongban.v1.ClockKind;

                /** CaseClock startedAt */
                startedAt?: string;

                /** CaseClock dueDate */
                dueDate?: string;

                /** CaseClock remainingWorkdays */
                remainingWorkdays?: (number|null);

                /** CaseClock pausedSince */
                pausedSince?: string;

                /** CaseClock stoppedAt */
                stoppedAt?: string;

                /** CaseClock extendedBy */
                extendedBy?: number;

                /** CaseClock unit */
                unit?: tongban.v1.LimitUnit;

                /** CaseClock source */
                source?: tongban.v1.CaseClock.Source;

                /** CaseClock rule */
                rule?: string;

                /** CaseClock calendar */
                calendar?: string;

                /** CaseClock unpublishedYear */
                unpublishedYear?: number;

                /** CaseClock uncountedProcedures */
                uncountedProcedures?: string[];

                /** CaseClock promise */
                promise?: tongban.v1.CaseClock.Promise;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CaseClock. */
            type $Shape = tongban.v1.CaseClock.$Properties;

            /** Source enum. */
            enum Source {

                /** SOURCE_UNSPECIFIED value */
                SOURCE_UNSPECIFIED = 0,

                /** RULE value */
                RULE = 1,

                /** STATUTORY value */
                STATUTORY = 2,

                /** PROMISED value */
                PROMISED = 3,

                /** ON_THE_SPOT value */
                ON_THE_SPOT = 4,

                /** ACCEPTANCE value */
                ACCEPTANCE = 5,

                /** NOTICE value */
                NOTICE = 6
            }

            /** Promise enum. */
            enum Promise {

                /** PROMISE_UNSPECIFIED value */
                PROMISE_UNSPECIFIED = 0,

                /** LONGER value */
                LONGER = 1,

                /** NOT_COMPARABLE value */
                NOT_COMPARABLE = 2
            }
        }

        /**
         * Properties of a CreditCheck.
         * @deprecated Use tongban.v1.CreditCheck.$Properties instead.
         */
        interface ICreditCheck extends tongban.v1.CreditCheck.$Properties {
        }

        /** Represents a CreditCheck. */
        class CreditCheck {

            /**
             * Constructs a new CreditCheck.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.CreditCheck.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CreditCheck outcome. */
            outcome: tongban.v1.CreditCheck.Outcome;

            /** CreditCheck inquiryNo. */
            inquiryNo: string;

            /** CreditCheck checkedOn. */
            checkedOn: string;

            /**
             * Encodes the specified CreditCheck message. Does not implicitly {@link tongban.v1.CreditCheck.verify|verify} messages.
             * @param message CreditCheck message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.CreditCheck.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CreditCheck message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.CreditCheck & tongban.v1.CreditCheck.$Shape} CreditCheck
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.CreditCheck & tongban.v1.CreditCheck.$Shape;

            /**
             * Creates a CreditCheck message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CreditCheck
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.CreditCheck;

            /**
             * Creates a plain object from a CreditCheck message. Also converts values to other types if specified.
             * @param message CreditCheck
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.CreditCheck, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CreditCheck to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace CreditCheck {

            /** Properties of a CreditCheck. */
            interface $Properties {

                /** CreditCheck outcome */
                outcome?: tongban.v1.CreditCheck.Outcome;

                /** CreditCheck inquiryNo */
                inquiryNo?: string;

                /** CreditCheck checkedOn */
                checkedOn?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CreditCheck. */
            type $Shape = tongban.v1.CreditCheck.$Properties;

            /** Outcome enum. */
            enum Outcome {

                /** OUTCOME_UNSPECIFIED value */
                OUTCOME_UNSPECIFIED = 0,

                /** CLEAR value */
                CLEAR = 1,

                /** BARRED value */
                BARRED = 2
            }
        }

        /**
         * Properties of a NotificationCommitment.
         * @deprecated Use tongban.v1.NotificationCommitment.$Properties instead.
         */
        interface INotificationCommitment extends tongban.v1.NotificationCommitment.$Properties {
        }

        /** Represents a NotificationCommitment. */
        class NotificationCommitment {

            /**
             * Constructs a new NotificationCommitment.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.NotificationCommitment.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** NotificationCommitment noticeVersion. */
            noticeVersion: string;

            /** NotificationCommitment noticeSha256. */
            noticeSha256: string;

            /** NotificationCommitment pledgedCodes. */
            pledgedCodes: string[];

            /** NotificationCommitment pledgedOn. */
            pledgedOn: string;

            /**
             * Encodes the specified NotificationCommitment message. Does not implicitly {@link tongban.v1.NotificationCommitment.verify|verify} messages.
             * @param message NotificationCommitment message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.NotificationCommitment.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a NotificationCommitment message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.NotificationCommitment & tongban.v1.NotificationCommitment.$Shape} NotificationCommitment
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.NotificationCommitment & tongban.v1.NotificationCommitment.$Shape;

            /**
             * Creates a NotificationCommitment message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns NotificationCommitment
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.NotificationCommitment;

            /**
             * Creates a plain object from a NotificationCommitment message. Also converts values to other types if specified.
             * @param message NotificationCommitment
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.NotificationCommitment, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this NotificationCommitment to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace NotificationCommitment {

            /** Properties of a NotificationCommitment. */
            interface $Properties {

                /** NotificationCommitment noticeVersion */
                noticeVersion?: string;

                /** NotificationCommitment noticeSha256 */
                noticeSha256?: string;

                /** NotificationCommitment pledgedCodes */
                pledgedCodes?: string[];

                /** NotificationCommitment pledgedOn */
                pledgedOn?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a NotificationCommitment. */
            type $Shape = tongban.v1.NotificationCommitment.$Properties;
        }

        /**
         * Properties of a CommitmentChecked.
         * @deprecated Use tongban.v1.CommitmentChecked.$Properties instead.
         */
        interface ICommitmentChecked extends tongban.v1.CommitmentChecked.$Properties {
        }

        /** Represents a CommitmentChecked. */
        class CommitmentChecked {

            /**
             * Constructs a new CommitmentChecked.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.CommitmentChecked.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CommitmentChecked caseNo. */
            caseNo: string;

            /** CommitmentChecked finding. */
            finding: tongban.v1.CommitmentChecked.Finding;

            /** CommitmentChecked method. */
            method: tongban.v1.CommitmentChecked.Method;

            /** CommitmentChecked faultyCodes. */
            faultyCodes: string[];

            /** CommitmentChecked basis. */
            basis: string;

            /** CommitmentChecked checkedBy. */
            checkedBy: string;

            /** CommitmentChecked checkedAt. */
            checkedAt: string;

            /** CommitmentChecked documentNo. */
            documentNo: string;

            /** CommitmentChecked evidence. */
            evidence: tongban.v1.BlobRef[];

            /**
             * Encodes the specified CommitmentChecked message. Does not implicitly {@link tongban.v1.CommitmentChecked.verify|verify} messages.
             * @param message CommitmentChecked message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.CommitmentChecked.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CommitmentChecked message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.CommitmentChecked & tongban.v1.CommitmentChecked.$Shape} CommitmentChecked
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.CommitmentChecked & tongban.v1.CommitmentChecked.$Shape;

            /**
             * Creates a CommitmentChecked message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CommitmentChecked
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.CommitmentChecked;

            /**
             * Creates a plain object from a CommitmentChecked message. Also converts values to other types if specified.
             * @param message CommitmentChecked
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.CommitmentChecked, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CommitmentChecked to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace CommitmentChecked {

            /** Properties of a CommitmentChecked. */
            interface $Properties {

                /** CommitmentChecked caseNo */
                caseNo?: string;

                /** CommitmentChecked finding */
                finding?: tongban.v1.CommitmentChecked.Finding;

                /** CommitmentChecked method */
                method?: tongban.v1.CommitmentChecked.Method;

                /** CommitmentChecked faultyCodes */
                faultyCodes?: string[];

                /** CommitmentChecked basis */
                basis?: string;

                /** CommitmentChecked checkedBy */
                checkedBy?: string;

                /** CommitmentChecked checkedAt */
                checkedAt?: string;

                /** CommitmentChecked documentNo */
                documentNo?: string;

                /** CommitmentChecked evidence */
                evidence?: tongban.v1.BlobRef.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CommitmentChecked. */
            type $Shape = tongban.v1.CommitmentChecked.$Properties;

            /** Finding enum. */
            enum Finding {

                /** FINDING_UNSPECIFIED value */
                FINDING_UNSPECIFIED = 0,

                /** KEPT value */
                KEPT = 1,

                /** CORRECTED_IN_TIME value */
                CORRECTED_IN_TIME = 2,

                /** BROKEN value */
                BROKEN = 3
            }

            /** Method enum. */
            enum Method {

                /** METHOD_UNSPECIFIED value */
                METHOD_UNSPECIFIED = 0,

                /** DATA_COMPARISON value */
                DATA_COMPARISON = 1,

                /** DOCUMENTS value */
                DOCUMENTS = 2,

                /** ON_SITE value */
                ON_SITE = 3
            }
        }

        /**
         * Properties of a RevokedResult.
         * @deprecated Use tongban.v1.RevokedResult.$Properties instead.
         */
        interface IRevokedResult extends tongban.v1.RevokedResult.$Properties {
        }

        /** Represents a RevokedResult. */
        class RevokedResult {

            /**
             * Constructs a new RevokedResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.RevokedResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RevokedResult documentNo. */
            documentNo: string;

            /** RevokedResult certificateId. */
            certificateId: string;

            /** RevokedResult revocationNo. */
            revocationNo: string;

            /**
             * Encodes the specified RevokedResult message. Does not implicitly {@link tongban.v1.RevokedResult.verify|verify} messages.
             * @param message RevokedResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.RevokedResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RevokedResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.RevokedResult & tongban.v1.RevokedResult.$Shape} RevokedResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.RevokedResult & tongban.v1.RevokedResult.$Shape;

            /**
             * Creates a RevokedResult message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns RevokedResult
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.RevokedResult;

            /**
             * Creates a plain object from a RevokedResult message. Also converts values to other types if specified.
             * @param message RevokedResult
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.RevokedResult, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this RevokedResult to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace RevokedResult {

            /** Properties of a RevokedResult. */
            interface $Properties {

                /** RevokedResult documentNo */
                documentNo?: string;

                /** RevokedResult certificateId */
                certificateId?: string;

                /** RevokedResult revocationNo */
                revocationNo?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RevokedResult. */
            type $Shape = tongban.v1.RevokedResult.$Properties;
        }

        /**
         * Properties of a DecisionRevoked.
         * @deprecated Use tongban.v1.DecisionRevoked.$Properties instead.
         */
        interface IDecisionRevoked extends tongban.v1.DecisionRevoked.$Properties {
        }

        /** Represents a DecisionRevoked. */
        class DecisionRevoked {

            /**
             * Constructs a new DecisionRevoked.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.DecisionRevoked.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DecisionRevoked caseNo. */
            caseNo: string;

            /** DecisionRevoked ground. */
            ground: tongban.v1.DecisionRevoked.Ground;

            /** DecisionRevoked basis. */
            basis: string;

            /** DecisionRevoked documentNo. */
            documentNo: string;

            /** DecisionRevoked revokedAt. */
            revokedAt: string;

            /** DecisionRevoked revokedResults. */
            revokedResults: tongban.v1.RevokedResult[];

            /**
             * Encodes the specified DecisionRevoked message. Does not implicitly {@link tongban.v1.DecisionRevoked.verify|verify} messages.
             * @param message DecisionRevoked message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.DecisionRevoked.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DecisionRevoked message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.DecisionRevoked & tongban.v1.DecisionRevoked.$Shape} DecisionRevoked
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.DecisionRevoked & tongban.v1.DecisionRevoked.$Shape;

            /**
             * Creates a DecisionRevoked message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns DecisionRevoked
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.DecisionRevoked;

            /**
             * Creates a plain object from a DecisionRevoked message. Also converts values to other types if specified.
             * @param message DecisionRevoked
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.DecisionRevoked, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this DecisionRevoked to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace DecisionRevoked {

            /** Properties of a DecisionRevoked. */
            interface $Properties {

                /** DecisionRevoked caseNo */
                caseNo?: string;

                /** DecisionRevoked ground */
                ground?: tongban.v1.DecisionRevoked.Ground;

                /** DecisionRevoked basis */
                basis?: string;

                /** DecisionRevoked documentNo */
                documentNo?: string;

                /** DecisionRevoked revokedAt */
                revokedAt?: string;

                /** DecisionRevoked revokedResults */
                revokedResults?: tongban.v1.RevokedResult.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DecisionRevoked. */
            type $Shape = tongban.v1.DecisionRevoked.$Properties;

            /** Ground enum. */
            enum Ground {

                /** GROUND_UNSPECIFIED value */
                GROUND_UNSPECIFIED = 0,

                /** BROKEN_COMMITMENT value */
                BROKEN_COMMITMENT = 1,

                /** OBTAINED_BY_DECEIT value */
                OBTAINED_BY_DECEIT = 2
            }
        }

        /**
         * Properties of a CasePledge.
         * @deprecated Use tongban.v1.CasePledge.$Properties instead.
         */
        interface ICasePledge extends tongban.v1.CasePledge.$Properties {
        }

        /** Represents a CasePledge. */
        class CasePledge {

            /**
             * Constructs a new CasePledge.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.CasePledge.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CasePledge state. */
            state: tongban.v1.CasePledge.State;

            /** CasePledge since. */
            since: string;

            /** CasePledge noticeVersion. */
            noticeVersion: string;

            /** CasePledge noticeSha256. */
            noticeSha256: string;

            /** CasePledge pledgedCodes. */
            pledgedCodes: string[];

            /**
             * Encodes the specified CasePledge message. Does not implicitly {@link tongban.v1.CasePledge.verify|verify} messages.
             * @param message CasePledge message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.CasePledge.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CasePledge message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.CasePledge & tongban.v1.CasePledge.$Shape} CasePledge
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.CasePledge & tongban.v1.CasePledge.$Shape;

            /**
             * Creates a CasePledge message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CasePledge
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.CasePledge;

            /**
             * Creates a plain object from a CasePledge message. Also converts values to other types if specified.
             * @param message CasePledge
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.CasePledge, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CasePledge to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace CasePledge {

            /** Properties of a CasePledge. */
            interface $Properties {

                /** CasePledge state */
                state?: tongban.v1.CasePledge.State;

                /** CasePledge since */
                since?: string;

                /** CasePledge noticeVersion */
                noticeVersion?: string;

                /** CasePledge noticeSha256 */
                noticeSha256?: string;

                /** CasePledge pledgedCodes */
                pledgedCodes?: string[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CasePledge. */
            type $Shape = tongban.v1.CasePledge.$Properties;

            /** State enum. */
            enum State {

                /** STATE_UNSPECIFIED value */
                STATE_UNSPECIFIED = 0,

                /** MADE value */
                MADE = 1,

                /** UNCHECKED value */
                UNCHECKED = 2,

                /** KEPT value */
                KEPT = 3,

                /** CORRECTED_IN_TIME value */
                CORRECTED_IN_TIME = 4,

                /** BROKEN value */
                BROKEN = 5,

                /** REVOKED value */
                REVOKED = 6
            }
        }

        /**
         * Properties of a SupervisionRecord.
         * @deprecated Use tongban.v1.SupervisionRecord.$Properties instead.
         */
        interface ISupervisionRecord extends tongban.v1.SupervisionRecord.$Properties {
        }

        /** Represents a SupervisionRecord. */
        class SupervisionRecord {

            /**
             * Constructs a new SupervisionRecord.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.SupervisionRecord.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SupervisionRecord logIndex. */
            logIndex: number;

            /** SupervisionRecord leafId. */
            leafId: string;

            /** SupervisionRecord kind. */
            kind: tongban.v1.SupervisionRecord.Kind;

            /** SupervisionRecord caseNo. */
            caseNo: string;

            /** SupervisionRecord recordedAt. */
            recordedAt: string;

            /** SupervisionRecord basicCode. */
            basicCode: string;

            /** SupervisionRecord implementationCode. */
            implementationCode: string;

            /** SupervisionRecord submitter. */
            submitter: string;

            /** SupervisionRecord competent. */
            competent: string;

            /** SupervisionRecord noticeSha256. */
            noticeSha256: string;

            /**
             * Encodes the specified SupervisionRecord message. Does not implicitly {@link tongban.v1.SupervisionRecord.verify|verify} messages.
             * @param message SupervisionRecord message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.SupervisionRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SupervisionRecord message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.SupervisionRecord & tongban.v1.SupervisionRecord.$Shape} SupervisionRecord
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.SupervisionRecord & tongban.v1.SupervisionRecord.$Shape;

            /**
             * Creates a SupervisionRecord message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns SupervisionRecord
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.SupervisionRecord;

            /**
             * Creates a plain object from a SupervisionRecord message. Also converts values to other types if specified.
             * @param message SupervisionRecord
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.SupervisionRecord, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this SupervisionRecord to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace SupervisionRecord {

            /** Properties of a SupervisionRecord. */
            interface $Properties {

                /** SupervisionRecord logIndex */
                logIndex?: number;

                /** SupervisionRecord leafId */
                leafId?: string;

                /** SupervisionRecord kind */
                kind?: tongban.v1.SupervisionRecord.Kind;

                /** SupervisionRecord caseNo */
                caseNo?: string;

                /** SupervisionRecord recordedAt */
                recordedAt?: string;

                /** SupervisionRecord basicCode */
                basicCode?: string;

                /** SupervisionRecord implementationCode */
                implementationCode?: string;

                /** SupervisionRecord submitter */
                submitter?: string;

                /** SupervisionRecord competent */
                competent?: string;

                /** SupervisionRecord noticeSha256 */
                noticeSha256?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SupervisionRecord. */
            type $Shape = tongban.v1.SupervisionRecord.$Properties;

            /** Kind enum. */
            enum Kind {

                /** KIND_UNSPECIFIED value */
                KIND_UNSPECIFIED = 0,

                /** PLEDGED value */
                PLEDGED = 1,

                /** KEPT value */
                KEPT = 2,

                /** CORRECTED_IN_TIME value */
                CORRECTED_IN_TIME = 3,

                /** BROKEN value */
                BROKEN = 4,

                /** DECISION_REVOKED value */
                DECISION_REVOKED = 5
            }
        }

        /**
         * Properties of a ListSupervisionRecordsRequest.
         * @deprecated Use tongban.v1.ListSupervisionRecordsRequest.$Properties instead.
         */
        interface IListSupervisionRecordsRequest extends tongban.v1.ListSupervisionRecordsRequest.$Properties {
        }

        /** Represents a ListSupervisionRecordsRequest. */
        class ListSupervisionRecordsRequest {

            /**
             * Constructs a new ListSupervisionRecordsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ListSupervisionRecordsRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListSupervisionRecordsRequest cursor. */
            cursor: string;

            /** ListSupervisionRecordsRequest limit. */
            limit: number;

            /**
             * Encodes the specified ListSupervisionRecordsRequest message. Does not implicitly {@link tongban.v1.ListSupervisionRecordsRequest.verify|verify} messages.
             * @param message ListSupervisionRecordsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ListSupervisionRecordsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListSupervisionRecordsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ListSupervisionRecordsRequest & tongban.v1.ListSupervisionRecordsRequest.$Shape} ListSupervisionRecordsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ListSupervisionRecordsRequest & tongban.v1.ListSupervisionRecordsRequest.$Shape;

            /**
             * Creates a ListSupervisionRecordsRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ListSupervisionRecordsRequest
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ListSupervisionRecordsRequest;

            /**
             * Creates a plain object from a ListSupervisionRecordsRequest message. Also converts values to other types if specified.
             * @param message ListSupervisionRecordsRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ListSupervisionRecordsRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ListSupervisionRecordsRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ListSupervisionRecordsRequest {

            /** Properties of a ListSupervisionRecordsRequest. */
            interface $Properties {

                /** ListSupervisionRecordsRequest cursor */
                cursor?: string;

                /** ListSupervisionRecordsRequest limit */
                limit?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListSupervisionRecordsRequest. */
            type $Shape = tongban.v1.ListSupervisionRecordsRequest.$Properties;
        }

        /**
         * Properties of a ListSupervisionRecordsResponse.
         * @deprecated Use tongban.v1.ListSupervisionRecordsResponse.$Properties instead.
         */
        interface IListSupervisionRecordsResponse extends tongban.v1.ListSupervisionRecordsResponse.$Properties {
        }

        /** Represents a ListSupervisionRecordsResponse. */
        class ListSupervisionRecordsResponse {

            /**
             * Constructs a new ListSupervisionRecordsResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ListSupervisionRecordsResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListSupervisionRecordsResponse records. */
            records: tongban.v1.SupervisionRecord[];

            /** ListSupervisionRecordsResponse cursor. */
            cursor: string;

            /**
             * Encodes the specified ListSupervisionRecordsResponse message. Does not implicitly {@link tongban.v1.ListSupervisionRecordsResponse.verify|verify} messages.
             * @param message ListSupervisionRecordsResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ListSupervisionRecordsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListSupervisionRecordsResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ListSupervisionRecordsResponse & tongban.v1.ListSupervisionRecordsResponse.$Shape} ListSupervisionRecordsResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ListSupervisionRecordsResponse & tongban.v1.ListSupervisionRecordsResponse.$Shape;

            /**
             * Creates a ListSupervisionRecordsResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ListSupervisionRecordsResponse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ListSupervisionRecordsResponse;

            /**
             * Creates a plain object from a ListSupervisionRecordsResponse message. Also converts values to other types if specified.
             * @param message ListSupervisionRecordsResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ListSupervisionRecordsResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ListSupervisionRecordsResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ListSupervisionRecordsResponse {

            /** Properties of a ListSupervisionRecordsResponse. */
            interface $Properties {

                /** ListSupervisionRecordsResponse records */
                records?: tongban.v1.SupervisionRecord.$Properties[];

                /** ListSupervisionRecordsResponse cursor */
                cursor?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListSupervisionRecordsResponse. */
            type $Shape = tongban.v1.ListSupervisionRecordsResponse.$Properties;
        }

        /**
         * Properties of a ResolveItemRequest.
         * @deprecated Use tongban.v1.ResolveItemRequest.$Properties instead.
         */
        interface IResolveItemRequest extends tongban.v1.ResolveItemRequest.$Properties {
        }

        /** Represents a ResolveItemRequest. */
        class ResolveItemRequest {

            /**
             * Constructs a new ResolveItemRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ResolveItemRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ResolveItemRequest itemCode. */
            itemCode: string;

            /** ResolveItemRequest divisionCode. */
            divisionCode: string;

            /** ResolveItemRequest date. */
            date: string;

            /**
             * Encodes the specified ResolveItemRequest message. Does not implicitly {@link tongban.v1.ResolveItemRequest.verify|verify} messages.
             * @param message ResolveItemRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ResolveItemRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ResolveItemRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ResolveItemRequest & tongban.v1.ResolveItemRequest.$Shape} ResolveItemRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ResolveItemRequest & tongban.v1.ResolveItemRequest.$Shape;

            /**
             * Creates a ResolveItemRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ResolveItemRequest
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ResolveItemRequest;

            /**
             * Creates a plain object from a ResolveItemRequest message. Also converts values to other types if specified.
             * @param message ResolveItemRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ResolveItemRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ResolveItemRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ResolveItemRequest {

            /** Properties of a ResolveItemRequest. */
            interface $Properties {

                /** ResolveItemRequest itemCode */
                itemCode?: string;

                /** ResolveItemRequest divisionCode */
                divisionCode?: string;

                /** ResolveItemRequest date */
                date?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ResolveItemRequest. */
            type $Shape = tongban.v1.ResolveItemRequest.$Properties;
        }

        /**
         * Properties of a ResolveItemResponse.
         * @deprecated Use tongban.v1.ResolveItemResponse.$Properties instead.
         */
        interface IResolveItemResponse extends tongban.v1.ResolveItemResponse.$Properties {
        }

        /** Represents a ResolveItemResponse. */
        class ResolveItemResponse {

            /**
             * Constructs a new ResolveItemResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ResolveItemResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ResolveItemResponse itemName. */
            itemName: string;

            /** ResolveItemResponse basicCode. */
            basicCode: string;

            /** ResolveItemResponse implementationCode. */
            implementationCode: string;

            /** ResolveItemResponse competent. */
            competent: string;

            /** ResolveItemResponse competentOrg. */
            competentOrg: string;

            /** ResolveItemResponse competentOrgName. */
            competentOrgName: string;

            /** ResolveItemResponse divisionCode. */
            divisionCode: string;

            /** ResolveItemResponse modes. */
            modes: tongban.v1.HandlingMode[];

            /** ResolveItemResponse source. */
            source: string;

            /** ResolveItemResponse catalogueVersion. */
            catalogueVersion: string;

            /** ResolveItemResponse path. */
            path: tongban.v1.RouteStep[];

            /** ResolveItemResponse partnerships. */
            partnerships: tongban.v1.Partnership[];

            /**
             * Encodes the specified ResolveItemResponse message. Does not implicitly {@link tongban.v1.ResolveItemResponse.verify|verify} messages.
             * @param message ResolveItemResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ResolveItemResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ResolveItemResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ResolveItemResponse & tongban.v1.ResolveItemResponse.$Shape} ResolveItemResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ResolveItemResponse & tongban.v1.ResolveItemResponse.$Shape;

            /**
             * Creates a ResolveItemResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ResolveItemResponse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ResolveItemResponse;

            /**
             * Creates a plain object from a ResolveItemResponse message. Also converts values to other types if specified.
             * @param message ResolveItemResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ResolveItemResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ResolveItemResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ResolveItemResponse {

            /** Properties of a ResolveItemResponse. */
            interface $Properties {

                /** ResolveItemResponse itemName */
                itemName?: string;

                /** ResolveItemResponse basicCode */
                basicCode?: string;

                /** ResolveItemResponse implementationCode */
                implementationCode?: string;

                /** ResolveItemResponse competent */
                competent?: string;

                /** ResolveItemResponse competentOrg */
                competentOrg?: string;

                /** ResolveItemResponse competentOrgName */
                competentOrgName?: string;

                /** ResolveItemResponse divisionCode */
                divisionCode?: string;

                /** ResolveItemResponse modes */
                modes?: tongban.v1.HandlingMode[];

                /** ResolveItemResponse source */
                source?: string;

                /** ResolveItemResponse catalogueVersion */
                catalogueVersion?: string;

                /** ResolveItemResponse path */
                path?: tongban.v1.RouteStep.$Properties[];

                /** ResolveItemResponse partnerships */
                partnerships?: tongban.v1.Partnership.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ResolveItemResponse. */
            type $Shape = tongban.v1.ResolveItemResponse.$Properties;
        }

        /**
         * Properties of a Partnership.
         * @deprecated Use tongban.v1.Partnership.$Properties instead.
         */
        interface IPartnership extends tongban.v1.Partnership.$Properties {
        }

        /** Represents a Partnership. */
        class Partnership {

            /**
             * Constructs a new Partnership.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.Partnership.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Partnership divisions. */
            divisions: string[];

            /** Partnership document. */
            document: string;

            /**
             * Encodes the specified Partnership message. Does not implicitly {@link tongban.v1.Partnership.verify|verify} messages.
             * @param message Partnership message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.Partnership.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Partnership message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.Partnership & tongban.v1.Partnership.$Shape} Partnership
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.Partnership & tongban.v1.Partnership.$Shape;

            /**
             * Creates a Partnership message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Partnership
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.Partnership;

            /**
             * Creates a plain object from a Partnership message. Also converts values to other types if specified.
             * @param message Partnership
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.Partnership, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Partnership to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Partnership {

            /** Properties of a Partnership. */
            interface $Properties {

                /** Partnership divisions */
                divisions?: string[];

                /** Partnership document */
                document?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Partnership. */
            type $Shape = tongban.v1.Partnership.$Properties;
        }

        /** RouteRule enum. */
        enum RouteRule {

            /** ROUTE_RULE_UNSPECIFIED value */
            ROUTE_RULE_UNSPECIFIED = 0,

            /** DIVISION_SUCCEEDED value */
            DIVISION_SUCCEEDED = 1,

            /** EXERCISED_ABOVE value */
            EXERCISED_ABOVE = 2,

            /** AUTHORITY_SUCCEEDED value */
            AUTHORITY_SUCCEEDED = 3,

            /** AUTHORITY_CONNECTED value */
            AUTHORITY_CONNECTED = 4,

            /** CONNECTED_ABOVE value */
            CONNECTED_ABOVE = 5
        }

        /**
         * Properties of a RouteStep.
         * @deprecated Use tongban.v1.RouteStep.$Properties instead.
         */
        interface IRouteStep extends tongban.v1.RouteStep.$Properties {
        }

        /** Represents a RouteStep. */
        class RouteStep {

            /**
             * Constructs a new RouteStep.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.RouteStep.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RouteStep rule. */
            rule: tongban.v1.RouteRule;

            /** RouteStep from. */
            from: string;

            /** RouteStep to. */
            to: string;

            /** RouteStep peerId. */
            peerId: string;

            /**
             * Encodes the specified RouteStep message. Does not implicitly {@link tongban.v1.RouteStep.verify|verify} messages.
             * @param message RouteStep message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.RouteStep.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RouteStep message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.RouteStep & tongban.v1.RouteStep.$Shape} RouteStep
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.RouteStep & tongban.v1.RouteStep.$Shape;

            /**
             * Creates a RouteStep message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns RouteStep
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.RouteStep;

            /**
             * Creates a plain object from a RouteStep message. Also converts values to other types if specified.
             * @param message RouteStep
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.RouteStep, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this RouteStep to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace RouteStep {

            /** Properties of a RouteStep. */
            interface $Properties {

                /** RouteStep rule */
                rule?: tongban.v1.RouteRule;

                /** RouteStep from */
                from?: string;

                /** RouteStep to */
                to?: string;

                /** RouteStep peerId */
                peerId?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RouteStep. */
            type $Shape = tongban.v1.RouteStep.$Properties;
        }

        /** ItemScope enum. */
        enum ItemScope {

            /** ITEM_SCOPE_UNSPECIFIED value */
            ITEM_SCOPE_UNSPECIFIED = 0,

            /** NATIONAL value */
            NATIONAL = 1,

            /** PARTNERS value */
            PARTNERS = 2
        }

        /** ItemStatus enum. */
        enum ItemStatus {

            /** ITEM_STATUS_UNSPECIFIED value */
            ITEM_STATUS_UNSPECIFIED = 0,

            /** IN_FORCE value */
            IN_FORCE = 1,

            /** CANCELLED value */
            CANCELLED = 2
        }

        /**
         * Properties of a NationalItem.
         * @deprecated Use tongban.v1.NationalItem.$Properties instead.
         */
        interface INationalItem extends tongban.v1.NationalItem.$Properties {
        }

        /** Represents a NationalItem. */
        class NationalItem {

            /**
             * Constructs a new NationalItem.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.NationalItem.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** NationalItem listNo. */
            listNo: string;

            /** NationalItem version. */
            version: number;

            /** NationalItem basicCode. */
            basicCode: string;

            /** NationalItem name. */
            name: string;

            /** NationalItem ministry. */
            ministry: string;

            /** NationalItem batch. */
            batch: string;

            /** NationalItem modes. */
            modes: tongban.v1.HandlingMode[];

            /** NationalItem scenario. */
            scenario: string;

            /** NationalItem scope. */
            scope: tongban.v1.ItemScope;

            /** NationalItem partners. */
            partners: string[];

            /** NationalItem status. */
            status: tongban.v1.ItemStatus;

            /** NationalItem details. */
            details: string;

            /** NationalItem document. */
            document: string;

            /** NationalItem validFrom. */
            validFrom: string;

            /** NationalItem validTo. */
            validTo: string;

            /** NationalItem source. */
            source: string;

            /**
             * Encodes the specified NationalItem message. Does not implicitly {@link tongban.v1.NationalItem.verify|verify} messages.
             * @param message NationalItem message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.NationalItem.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a NationalItem message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.NationalItem & tongban.v1.NationalItem.$Shape} NationalItem
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.NationalItem & tongban.v1.NationalItem.$Shape;

            /**
             * Creates a NationalItem message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns NationalItem
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.NationalItem;

            /**
             * Creates a plain object from a NationalItem message. Also converts values to other types if specified.
             * @param message NationalItem
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.NationalItem, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this NationalItem to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace NationalItem {

            /** Properties of a NationalItem. */
            interface $Properties {

                /** NationalItem listNo */
                listNo?: string;

                /** NationalItem version */
                version?: number;

                /** NationalItem basicCode */
                basicCode?: string;

                /** NationalItem name */
                name?: string;

                /** NationalItem ministry */
                ministry?: string;

                /** NationalItem batch */
                batch?: string;

                /** NationalItem modes */
                modes?: tongban.v1.HandlingMode[];

                /** NationalItem scenario */
                scenario?: string;

                /** NationalItem scope */
                scope?: tongban.v1.ItemScope;

                /** NationalItem partners */
                partners?: string[];

                /** NationalItem status */
                status?: tongban.v1.ItemStatus;

                /** NationalItem details */
                details?: string;

                /** NationalItem document */
                document?: string;

                /** NationalItem validFrom */
                validFrom?: string;

                /** NationalItem validTo */
                validTo?: string;

                /** NationalItem source */
                source?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a NationalItem. */
            type $Shape = tongban.v1.NationalItem.$Properties;
        }

        /**
         * Properties of an ImplementationEntry.
         * @deprecated Use tongban.v1.ImplementationEntry.$Properties instead.
         */
        interface IImplementationEntry extends tongban.v1.ImplementationEntry.$Properties {
        }

        /** Represents an ImplementationEntry. */
        class ImplementationEntry {

            /**
             * Constructs a new ImplementationEntry.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ImplementationEntry.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ImplementationEntry implementationCode. */
            implementationCode: string;

            /** ImplementationEntry divisionCode. */
            divisionCode: string;

            /** ImplementationEntry version. */
            version: number;

            /** ImplementationEntry basicCode. */
            basicCode: string;

            /** ImplementationEntry name. */
            name: string;

            /** ImplementationEntry competentOrg. */
            competentOrg: string;

            /** ImplementationEntry competentOrgName. */
            competentOrgName: string;

            /** ImplementationEntry platform. */
            platform: string;

            /** ImplementationEntry modes. */
            modes: tongban.v1.HandlingMode[];

            /** ImplementationEntry details. */
            details: string;

            /** ImplementationEntry localCode. */
            localCode: string;

            /** ImplementationEntry localBasicCode. */
            localBasicCode: string;

            /** ImplementationEntry validFrom. */
            validFrom: string;

            /** ImplementationEntry validTo. */
            validTo: string;

            /** ImplementationEntry source. */
            source: string;

            /**
             * Encodes the specified ImplementationEntry message. Does not implicitly {@link tongban.v1.ImplementationEntry.verify|verify} messages.
             * @param message ImplementationEntry message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ImplementationEntry.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ImplementationEntry message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ImplementationEntry & tongban.v1.ImplementationEntry.$Shape} ImplementationEntry
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ImplementationEntry & tongban.v1.ImplementationEntry.$Shape;

            /**
             * Creates an ImplementationEntry message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ImplementationEntry
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ImplementationEntry;

            /**
             * Creates a plain object from an ImplementationEntry message. Also converts values to other types if specified.
             * @param message ImplementationEntry
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ImplementationEntry, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ImplementationEntry to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ImplementationEntry {

            /** Properties of an ImplementationEntry. */
            interface $Properties {

                /** ImplementationEntry implementationCode */
                implementationCode?: string;

                /** ImplementationEntry divisionCode */
                divisionCode?: string;

                /** ImplementationEntry version */
                version?: number;

                /** ImplementationEntry basicCode */
                basicCode?: string;

                /** ImplementationEntry name */
                name?: string;

                /** ImplementationEntry competentOrg */
                competentOrg?: string;

                /** ImplementationEntry competentOrgName */
                competentOrgName?: string;

                /** ImplementationEntry platform */
                platform?: string;

                /** ImplementationEntry modes */
                modes?: tongban.v1.HandlingMode[];

                /** ImplementationEntry details */
                details?: string;

                /** ImplementationEntry localCode */
                localCode?: string;

                /** ImplementationEntry localBasicCode */
                localBasicCode?: string;

                /** ImplementationEntry validFrom */
                validFrom?: string;

                /** ImplementationEntry validTo */
                validTo?: string;

                /** ImplementationEntry source */
                source?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ImplementationEntry. */
            type $Shape = tongban.v1.ImplementationEntry.$Properties;
        }

        /**
         * Properties of a CatalogueChange.
         * @deprecated Use tongban.v1.CatalogueChange.$Properties instead.
         */
        interface ICatalogueChange extends tongban.v1.CatalogueChange.$Properties {
        }

        /** Represents a CatalogueChange. */
        class CatalogueChange {

            /**
             * Constructs a new CatalogueChange.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.CatalogueChange.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CatalogueChange item. */
            item: (tongban.v1.NationalItem|null);

            /** CatalogueChange entry. */
            entry: (tongban.v1.ImplementationEntry|null);

            /** CatalogueChange row. */
            row?: ("item"|"entry");

            /**
             * Encodes the specified CatalogueChange message. Does not implicitly {@link tongban.v1.CatalogueChange.verify|verify} messages.
             * @param message CatalogueChange message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.CatalogueChange.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CatalogueChange message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.CatalogueChange & tongban.v1.CatalogueChange.$Shape} CatalogueChange
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.CatalogueChange & tongban.v1.CatalogueChange.$Shape;

            /**
             * Creates a CatalogueChange message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CatalogueChange
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.CatalogueChange;

            /**
             * Creates a plain object from a CatalogueChange message. Also converts values to other types if specified.
             * @param message CatalogueChange
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.CatalogueChange, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CatalogueChange to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace CatalogueChange {

            /** Properties of a CatalogueChange. */
            interface $Properties {

                /** CatalogueChange item */
                item?: (tongban.v1.NationalItem.$Properties|null);

                /** CatalogueChange entry */
                entry?: (tongban.v1.ImplementationEntry.$Properties|null);

                /** CatalogueChange row */
                row?: ("item"|"entry");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a CatalogueChange. */
            type $Shape = {
              item?: tongban.v1.NationalItem.$Shape|null;
              entry?: tongban.v1.ImplementationEntry.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ row?: undefined; item?: null; entry?: null }|{ row?: "item"; item: tongban.v1.NationalItem.$Shape; entry?: null }|{ row?: "entry"; item?: null; entry: tongban.v1.ImplementationEntry.$Shape })
            );
        }

        /**
         * Properties of a ListCatalogueChangesRequest.
         * @deprecated Use tongban.v1.ListCatalogueChangesRequest.$Properties instead.
         */
        interface IListCatalogueChangesRequest extends tongban.v1.ListCatalogueChangesRequest.$Properties {
        }

        /** Represents a ListCatalogueChangesRequest. */
        class ListCatalogueChangesRequest {

            /**
             * Constructs a new ListCatalogueChangesRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ListCatalogueChangesRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListCatalogueChangesRequest cursor. */
            cursor: string;

            /** ListCatalogueChangesRequest limit. */
            limit: number;

            /** ListCatalogueChangesRequest divisions. */
            divisions: string[];

            /**
             * Encodes the specified ListCatalogueChangesRequest message. Does not implicitly {@link tongban.v1.ListCatalogueChangesRequest.verify|verify} messages.
             * @param message ListCatalogueChangesRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ListCatalogueChangesRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListCatalogueChangesRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ListCatalogueChangesRequest & tongban.v1.ListCatalogueChangesRequest.$Shape} ListCatalogueChangesRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ListCatalogueChangesRequest & tongban.v1.ListCatalogueChangesRequest.$Shape;

            /**
             * Creates a ListCatalogueChangesRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ListCatalogueChangesRequest
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ListCatalogueChangesRequest;

            /**
             * Creates a plain object from a ListCatalogueChangesRequest message. Also converts values to other types if specified.
             * @param message ListCatalogueChangesRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ListCatalogueChangesRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ListCatalogueChangesRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ListCatalogueChangesRequest {

            /** Properties of a ListCatalogueChangesRequest. */
            interface $Properties {

                /** ListCatalogueChangesRequest cursor */
                cursor?: string;

                /** ListCatalogueChangesRequest limit */
                limit?: number;

                /** ListCatalogueChangesRequest divisions */
                divisions?: string[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListCatalogueChangesRequest. */
            type $Shape = tongban.v1.ListCatalogueChangesRequest.$Properties;
        }

        /**
         * Properties of a ListCatalogueChangesResponse.
         * @deprecated Use tongban.v1.ListCatalogueChangesResponse.$Properties instead.
         */
        interface IListCatalogueChangesResponse extends tongban.v1.ListCatalogueChangesResponse.$Properties {
        }

        /** Represents a ListCatalogueChangesResponse. */
        class ListCatalogueChangesResponse {

            /**
             * Constructs a new ListCatalogueChangesResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ListCatalogueChangesResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListCatalogueChangesResponse changes. */
            changes: tongban.v1.CatalogueChange[];

            /** ListCatalogueChangesResponse cursor. */
            cursor: string;

            /** ListCatalogueChangesResponse isAll. */
            isAll: boolean;

            /**
             * Encodes the specified ListCatalogueChangesResponse message. Does not implicitly {@link tongban.v1.ListCatalogueChangesResponse.verify|verify} messages.
             * @param message ListCatalogueChangesResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ListCatalogueChangesResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListCatalogueChangesResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ListCatalogueChangesResponse & tongban.v1.ListCatalogueChangesResponse.$Shape} ListCatalogueChangesResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ListCatalogueChangesResponse & tongban.v1.ListCatalogueChangesResponse.$Shape;

            /**
             * Creates a ListCatalogueChangesResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ListCatalogueChangesResponse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ListCatalogueChangesResponse;

            /**
             * Creates a plain object from a ListCatalogueChangesResponse message. Also converts values to other types if specified.
             * @param message ListCatalogueChangesResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ListCatalogueChangesResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ListCatalogueChangesResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ListCatalogueChangesResponse {

            /** Properties of a ListCatalogueChangesResponse. */
            interface $Properties {

                /** ListCatalogueChangesResponse changes */
                changes?: tongban.v1.CatalogueChange.$Properties[];

                /** ListCatalogueChangesResponse cursor */
                cursor?: string;

                /** ListCatalogueChangesResponse isAll */
                isAll?: boolean;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListCatalogueChangesResponse. */
            type $Shape = {
              changes?: tongban.v1.CatalogueChange.$Shape[];
              cursor?: string;
              isAll?: boolean;
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of a CodeTable.
         * @deprecated Use tongban.v1.CodeTable.$Properties instead.
         */
        interface ICodeTable extends tongban.v1.CodeTable.$Properties {
        }

        /** Represents a CodeTable. */
        class CodeTable {

            /**
             * Constructs a new CodeTable.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.CodeTable.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CodeTable name. */
            name: string;

            /** CodeTable document. */
            document: tongban.v1.BlobRef;

            /**
             * Encodes the specified CodeTable message. Does not implicitly {@link tongban.v1.CodeTable.verify|verify} messages.
             * @param message CodeTable message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.CodeTable.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CodeTable message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.CodeTable & tongban.v1.CodeTable.$Shape} CodeTable
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.CodeTable & tongban.v1.CodeTable.$Shape;

            /**
             * Creates a CodeTable message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CodeTable
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.CodeTable;

            /**
             * Creates a plain object from a CodeTable message. Also converts values to other types if specified.
             * @param message CodeTable
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.CodeTable, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CodeTable to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace CodeTable {

            /** Properties of a CodeTable. */
            interface $Properties {

                /** CodeTable name */
                name?: string;

                /** CodeTable document */
                document?: tongban.v1.BlobRef.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CodeTable. */
            type $Shape = tongban.v1.CodeTable.$Properties;
        }

        /**
         * Properties of a ListCodeTablesRequest.
         * @deprecated Use tongban.v1.ListCodeTablesRequest.$Properties instead.
         */
        interface IListCodeTablesRequest extends tongban.v1.ListCodeTablesRequest.$Properties {
        }

        /** Represents a ListCodeTablesRequest. */
        class ListCodeTablesRequest {

            /**
             * Constructs a new ListCodeTablesRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ListCodeTablesRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Encodes the specified ListCodeTablesRequest message. Does not implicitly {@link tongban.v1.ListCodeTablesRequest.verify|verify} messages.
             * @param message ListCodeTablesRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ListCodeTablesRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListCodeTablesRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ListCodeTablesRequest & tongban.v1.ListCodeTablesRequest.$Shape} ListCodeTablesRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ListCodeTablesRequest & tongban.v1.ListCodeTablesRequest.$Shape;

            /**
             * Creates a ListCodeTablesRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ListCodeTablesRequest
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ListCodeTablesRequest;

            /**
             * Creates a plain object from a ListCodeTablesRequest message. Also converts values to other types if specified.
             * @param message ListCodeTablesRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ListCodeTablesRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ListCodeTablesRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ListCodeTablesRequest {

            /** Properties of a ListCodeTablesRequest. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListCodeTablesRequest. */
            type $Shape = tongban.v1.ListCodeTablesRequest.$Properties;
        }

        /**
         * Properties of a ListCodeTablesResponse.
         * @deprecated Use tongban.v1.ListCodeTablesResponse.$Properties instead.
         */
        interface IListCodeTablesResponse extends tongban.v1.ListCodeTablesResponse.$Properties {
        }

        /** Represents a ListCodeTablesResponse. */
        class ListCodeTablesResponse {

            /**
             * Constructs a new ListCodeTablesResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ListCodeTablesResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListCodeTablesResponse tables. */
            tables: tongban.v1.CodeTable[];

            /**
             * Encodes the specified ListCodeTablesResponse message. Does not implicitly {@link tongban.v1.ListCodeTablesResponse.verify|verify} messages.
             * @param message ListCodeTablesResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ListCodeTablesResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListCodeTablesResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ListCodeTablesResponse & tongban.v1.ListCodeTablesResponse.$Shape} ListCodeTablesResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ListCodeTablesResponse & tongban.v1.ListCodeTablesResponse.$Shape;

            /**
             * Creates a ListCodeTablesResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ListCodeTablesResponse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ListCodeTablesResponse;

            /**
             * Creates a plain object from a ListCodeTablesResponse message. Also converts values to other types if specified.
             * @param message ListCodeTablesResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ListCodeTablesResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ListCodeTablesResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ListCodeTablesResponse {

            /** Properties of a ListCodeTablesResponse. */
            interface $Properties {

                /** ListCodeTablesResponse tables */
                tables?: tongban.v1.CodeTable.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListCodeTablesResponse. */
            type $Shape = tongban.v1.ListCodeTablesResponse.$Properties;
        }

        /**
         * Properties of a DeferredMaterialsAcceptance.
         * @deprecated Use tongban.v1.DeferredMaterialsAcceptance.$Properties instead.
         */
        interface IDeferredMaterialsAcceptance extends tongban.v1.DeferredMaterialsAcceptance.$Properties {
        }

        /** Represents a DeferredMaterialsAcceptance. */
        class DeferredMaterialsAcceptance {

            /**
             * Constructs a new DeferredMaterialsAcceptance.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.DeferredMaterialsAcceptance.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeferredMaterialsAcceptance caseNo. */
            caseNo: string;

            /** DeferredMaterialsAcceptance competentCaseRef. */
            competentCaseRef: string;

            /** DeferredMaterialsAcceptance documentNo. */
            documentNo: string;

            /** DeferredMaterialsAcceptance acceptedAt. */
            acceptedAt: string;

            /** DeferredMaterialsAcceptance promisedDate. */
            promisedDate: string;

            /** DeferredMaterialsAcceptance deferredCodes. */
            deferredCodes: string[];

            /** DeferredMaterialsAcceptance deferredNames. */
            deferredNames: string[];

            /** DeferredMaterialsAcceptance commitmentNo. */
            commitmentNo: string;

            /** DeferredMaterialsAcceptance commitment. */
            commitment: tongban.v1.BlobRef;

            /** DeferredMaterialsAcceptance dueBy. */
            dueBy: string;

            /** DeferredMaterialsAcceptance creditCheck. */
            creditCheck: tongban.v1.CreditCheck;

            /**
             * Encodes the specified DeferredMaterialsAcceptance message. Does not implicitly {@link tongban.v1.DeferredMaterialsAcceptance.verify|verify} messages.
             * @param message DeferredMaterialsAcceptance message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.DeferredMaterialsAcceptance.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DeferredMaterialsAcceptance message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.DeferredMaterialsAcceptance & tongban.v1.DeferredMaterialsAcceptance.$Shape} DeferredMaterialsAcceptance
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.DeferredMaterialsAcceptance & tongban.v1.DeferredMaterialsAcceptance.$Shape;

            /**
             * Creates a DeferredMaterialsAcceptance message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns DeferredMaterialsAcceptance
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.DeferredMaterialsAcceptance;

            /**
             * Creates a plain object from a DeferredMaterialsAcceptance message. Also converts values to other types if specified.
             * @param message DeferredMaterialsAcceptance
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.DeferredMaterialsAcceptance, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this DeferredMaterialsAcceptance to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace DeferredMaterialsAcceptance {

            /** Properties of a DeferredMaterialsAcceptance. */
            interface $Properties {

                /** DeferredMaterialsAcceptance caseNo */
                caseNo?: string;

                /** DeferredMaterialsAcceptance competentCaseRef */
                competentCaseRef?: string;

                /** DeferredMaterialsAcceptance documentNo */
                documentNo?: string;

                /** DeferredMaterialsAcceptance acceptedAt */
                acceptedAt?: string;

                /** DeferredMaterialsAcceptance promisedDate */
                promisedDate?: string;

                /** DeferredMaterialsAcceptance deferredCodes */
                deferredCodes?: string[];

                /** DeferredMaterialsAcceptance deferredNames */
                deferredNames?: string[];

                /** DeferredMaterialsAcceptance commitmentNo */
                commitmentNo?: string;

                /** DeferredMaterialsAcceptance commitment */
                commitment?: tongban.v1.BlobRef.$Properties;

                /** DeferredMaterialsAcceptance dueBy */
                dueBy?: string;

                /** DeferredMaterialsAcceptance creditCheck */
                creditCheck?: tongban.v1.CreditCheck.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeferredMaterialsAcceptance. */
            type $Shape = tongban.v1.DeferredMaterialsAcceptance.$Properties;
        }

        /**
         * Properties of a DeferredMaterialsSupplied.
         * @deprecated Use tongban.v1.DeferredMaterialsSupplied.$Properties instead.
         */
        interface IDeferredMaterialsSupplied extends tongban.v1.DeferredMaterialsSupplied.$Properties {
        }

        /** Represents a DeferredMaterialsSupplied. */
        class DeferredMaterialsSupplied {

            /**
             * Constructs a new DeferredMaterialsSupplied.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.DeferredMaterialsSupplied.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeferredMaterialsSupplied caseNo. */
            caseNo: string;

            /** DeferredMaterialsSupplied suppliedCodes. */
            suppliedCodes: string[];

            /** DeferredMaterialsSupplied materials. */
            materials: tongban.v1.Material[];

            /**
             * Encodes the specified DeferredMaterialsSupplied message. Does not implicitly {@link tongban.v1.DeferredMaterialsSupplied.verify|verify} messages.
             * @param message DeferredMaterialsSupplied message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.DeferredMaterialsSupplied.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DeferredMaterialsSupplied message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.DeferredMaterialsSupplied & tongban.v1.DeferredMaterialsSupplied.$Shape} DeferredMaterialsSupplied
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.DeferredMaterialsSupplied & tongban.v1.DeferredMaterialsSupplied.$Shape;

            /**
             * Creates a DeferredMaterialsSupplied message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns DeferredMaterialsSupplied
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.DeferredMaterialsSupplied;

            /**
             * Creates a plain object from a DeferredMaterialsSupplied message. Also converts values to other types if specified.
             * @param message DeferredMaterialsSupplied
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.DeferredMaterialsSupplied, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this DeferredMaterialsSupplied to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace DeferredMaterialsSupplied {

            /** Properties of a DeferredMaterialsSupplied. */
            interface $Properties {

                /** DeferredMaterialsSupplied caseNo */
                caseNo?: string;

                /** DeferredMaterialsSupplied suppliedCodes */
                suppliedCodes?: string[];

                /** DeferredMaterialsSupplied materials */
                materials?: tongban.v1.Material.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeferredMaterialsSupplied. */
            type $Shape = tongban.v1.DeferredMaterialsSupplied.$Properties;
        }

        /**
         * Properties of a TerminatedByLapse.
         * @deprecated Use tongban.v1.TerminatedByLapse.$Properties instead.
         */
        interface ITerminatedByLapse extends tongban.v1.TerminatedByLapse.$Properties {
        }

        /** Represents a TerminatedByLapse. */
        class TerminatedByLapse {

            /**
             * Constructs a new TerminatedByLapse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.TerminatedByLapse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TerminatedByLapse caseNo. */
            caseNo: string;

            /** TerminatedByLapse dueBy. */
            dueBy: string;

            /** TerminatedByLapse missingCodes. */
            missingCodes: string[];

            /** TerminatedByLapse rule. */
            rule: string;

            /**
             * Encodes the specified TerminatedByLapse message. Does not implicitly {@link tongban.v1.TerminatedByLapse.verify|verify} messages.
             * @param message TerminatedByLapse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.TerminatedByLapse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TerminatedByLapse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.TerminatedByLapse & tongban.v1.TerminatedByLapse.$Shape} TerminatedByLapse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.TerminatedByLapse & tongban.v1.TerminatedByLapse.$Shape;

            /**
             * Creates a TerminatedByLapse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns TerminatedByLapse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.TerminatedByLapse;

            /**
             * Creates a plain object from a TerminatedByLapse message. Also converts values to other types if specified.
             * @param message TerminatedByLapse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.TerminatedByLapse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this TerminatedByLapse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace TerminatedByLapse {

            /** Properties of a TerminatedByLapse. */
            interface $Properties {

                /** TerminatedByLapse caseNo */
                caseNo?: string;

                /** TerminatedByLapse dueBy */
                dueBy?: string;

                /** TerminatedByLapse missingCodes */
                missingCodes?: string[];

                /** TerminatedByLapse rule */
                rule?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TerminatedByLapse. */
            type $Shape = tongban.v1.TerminatedByLapse.$Properties;
        }

        /**
         * Properties of a ConsultationOpened.
         * @deprecated Use tongban.v1.ConsultationOpened.$Properties instead.
         */
        interface IConsultationOpened extends tongban.v1.ConsultationOpened.$Properties {
        }

        /** Represents a ConsultationOpened. */
        class ConsultationOpened {

            /**
             * Constructs a new ConsultationOpened.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ConsultationOpened.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ConsultationOpened caseNo. */
            caseNo: string;

            /** ConsultationOpened consultationNo. */
            consultationNo: string;

            /** ConsultationOpened window. */
            window: tongban.v1.Window;

            /** ConsultationOpened question. */
            question: string;

            /** ConsultationOpened files. */
            files: tongban.v1.BlobRef[];

            /**
             * Encodes the specified ConsultationOpened message. Does not implicitly {@link tongban.v1.ConsultationOpened.verify|verify} messages.
             * @param message ConsultationOpened message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ConsultationOpened.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ConsultationOpened message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ConsultationOpened & tongban.v1.ConsultationOpened.$Shape} ConsultationOpened
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ConsultationOpened & tongban.v1.ConsultationOpened.$Shape;

            /**
             * Creates a ConsultationOpened message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ConsultationOpened
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ConsultationOpened;

            /**
             * Creates a plain object from a ConsultationOpened message. Also converts values to other types if specified.
             * @param message ConsultationOpened
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ConsultationOpened, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ConsultationOpened to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ConsultationOpened {

            /** Properties of a ConsultationOpened. */
            interface $Properties {

                /** ConsultationOpened caseNo */
                caseNo?: string;

                /** ConsultationOpened consultationNo */
                consultationNo?: string;

                /** ConsultationOpened window */
                window?: tongban.v1.Window.$Properties;

                /** ConsultationOpened question */
                question?: string;

                /** ConsultationOpened files */
                files?: tongban.v1.BlobRef.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ConsultationOpened. */
            type $Shape = tongban.v1.ConsultationOpened.$Properties;
        }

        /**
         * Properties of a ConsultationAnswered.
         * @deprecated Use tongban.v1.ConsultationAnswered.$Properties instead.
         */
        interface IConsultationAnswered extends tongban.v1.ConsultationAnswered.$Properties {
        }

        /** Represents a ConsultationAnswered. */
        class ConsultationAnswered {

            /**
             * Constructs a new ConsultationAnswered.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ConsultationAnswered.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ConsultationAnswered caseNo. */
            caseNo: string;

            /** ConsultationAnswered consultationNo. */
            consultationNo: string;

            /** ConsultationAnswered answer. */
            answer: string;

            /** ConsultationAnswered files. */
            files: tongban.v1.BlobRef[];

            /**
             * Encodes the specified ConsultationAnswered message. Does not implicitly {@link tongban.v1.ConsultationAnswered.verify|verify} messages.
             * @param message ConsultationAnswered message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ConsultationAnswered.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ConsultationAnswered message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ConsultationAnswered & tongban.v1.ConsultationAnswered.$Shape} ConsultationAnswered
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ConsultationAnswered & tongban.v1.ConsultationAnswered.$Shape;

            /**
             * Creates a ConsultationAnswered message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ConsultationAnswered
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ConsultationAnswered;

            /**
             * Creates a plain object from a ConsultationAnswered message. Also converts values to other types if specified.
             * @param message ConsultationAnswered
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ConsultationAnswered, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ConsultationAnswered to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ConsultationAnswered {

            /** Properties of a ConsultationAnswered. */
            interface $Properties {

                /** ConsultationAnswered caseNo */
                caseNo?: string;

                /** ConsultationAnswered consultationNo */
                consultationNo?: string;

                /** ConsultationAnswered answer */
                answer?: string;

                /** ConsultationAnswered files */
                files?: tongban.v1.BlobRef.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ConsultationAnswered. */
            type $Shape = tongban.v1.ConsultationAnswered.$Properties;
        }

        /**
         * Properties of a ConsultationFurtherAsked.
         * @deprecated Use tongban.v1.ConsultationFurtherAsked.$Properties instead.
         */
        interface IConsultationFurtherAsked extends tongban.v1.ConsultationFurtherAsked.$Properties {
        }

        /** Represents a ConsultationFurtherAsked. */
        class ConsultationFurtherAsked {

            /**
             * Constructs a new ConsultationFurtherAsked.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ConsultationFurtherAsked.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ConsultationFurtherAsked caseNo. */
            caseNo: string;

            /** ConsultationFurtherAsked consultationNo. */
            consultationNo: string;

            /** ConsultationFurtherAsked question. */
            question: string;

            /** ConsultationFurtherAsked files. */
            files: tongban.v1.BlobRef[];

            /**
             * Encodes the specified ConsultationFurtherAsked message. Does not implicitly {@link tongban.v1.ConsultationFurtherAsked.verify|verify} messages.
             * @param message ConsultationFurtherAsked message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ConsultationFurtherAsked.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ConsultationFurtherAsked message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ConsultationFurtherAsked & tongban.v1.ConsultationFurtherAsked.$Shape} ConsultationFurtherAsked
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ConsultationFurtherAsked & tongban.v1.ConsultationFurtherAsked.$Shape;

            /**
             * Creates a ConsultationFurtherAsked message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ConsultationFurtherAsked
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ConsultationFurtherAsked;

            /**
             * Creates a plain object from a ConsultationFurtherAsked message. Also converts values to other types if specified.
             * @param message ConsultationFurtherAsked
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ConsultationFurtherAsked, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ConsultationFurtherAsked to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ConsultationFurtherAsked {

            /** Properties of a ConsultationFurtherAsked. */
            interface $Properties {

                /** ConsultationFurtherAsked caseNo */
                caseNo?: string;

                /** ConsultationFurtherAsked consultationNo */
                consultationNo?: string;

                /** ConsultationFurtherAsked question */
                question?: string;

                /** ConsultationFurtherAsked files */
                files?: tongban.v1.BlobRef.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ConsultationFurtherAsked. */
            type $Shape = tongban.v1.ConsultationFurtherAsked.$Properties;
        }

        /**
         * Properties of a ConsultationClosed.
         * @deprecated Use tongban.v1.ConsultationClosed.$Properties instead.
         */
        interface IConsultationClosed extends tongban.v1.ConsultationClosed.$Properties {
        }

        /** Represents a ConsultationClosed. */
        class ConsultationClosed {

            /**
             * Constructs a new ConsultationClosed.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ConsultationClosed.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ConsultationClosed caseNo. */
            caseNo: string;

            /** ConsultationClosed consultationNo. */
            consultationNo: string;

            /** ConsultationClosed outcome. */
            outcome: tongban.v1.ConsultationClosed.Outcome;

            /** ConsultationClosed reason. */
            reason: string;

            /**
             * Encodes the specified ConsultationClosed message. Does not implicitly {@link tongban.v1.ConsultationClosed.verify|verify} messages.
             * @param message ConsultationClosed message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ConsultationClosed.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ConsultationClosed message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ConsultationClosed & tongban.v1.ConsultationClosed.$Shape} ConsultationClosed
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ConsultationClosed & tongban.v1.ConsultationClosed.$Shape;

            /**
             * Creates a ConsultationClosed message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ConsultationClosed
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ConsultationClosed;

            /**
             * Creates a plain object from a ConsultationClosed message. Also converts values to other types if specified.
             * @param message ConsultationClosed
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ConsultationClosed, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ConsultationClosed to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ConsultationClosed {

            /** Properties of a ConsultationClosed. */
            interface $Properties {

                /** ConsultationClosed caseNo */
                caseNo?: string;

                /** ConsultationClosed consultationNo */
                consultationNo?: string;

                /** ConsultationClosed outcome */
                outcome?: tongban.v1.ConsultationClosed.Outcome;

                /** ConsultationClosed reason */
                reason?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ConsultationClosed. */
            type $Shape = tongban.v1.ConsultationClosed.$Properties;

            /** Outcome enum. */
            enum Outcome {

                /** OUTCOME_UNSPECIFIED value */
                OUTCOME_UNSPECIFIED = 0,

                /** RESOLVED value */
                RESOLVED = 1,

                /** UNRESOLVED value */
                UNRESOLVED = 2,

                /** WITHDRAWN value */
                WITHDRAWN = 3
            }
        }

        /**
         * Properties of a ConsultationWarned.
         * @deprecated Use tongban.v1.ConsultationWarned.$Properties instead.
         */
        interface IConsultationWarned extends tongban.v1.ConsultationWarned.$Properties {
        }

        /** Represents a ConsultationWarned. */
        class ConsultationWarned {

            /**
             * Constructs a new ConsultationWarned.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ConsultationWarned.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ConsultationWarned caseNo. */
            caseNo: string;

            /** ConsultationWarned consultationNo. */
            consultationNo: string;

            /** ConsultationWarned level. */
            level: string;

            /** ConsultationWarned dueDate. */
            dueDate: string;

            /** ConsultationWarned firingAt. */
            firingAt: string;

            /** ConsultationWarned rule. */
            rule: string;

            /** ConsultationWarned calendar. */
            calendar: string;

            /** ConsultationWarned escalateTo. */
            escalateTo: string[];

            /**
             * Encodes the specified ConsultationWarned message. Does not implicitly {@link tongban.v1.ConsultationWarned.verify|verify} messages.
             * @param message ConsultationWarned message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ConsultationWarned.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ConsultationWarned message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ConsultationWarned & tongban.v1.ConsultationWarned.$Shape} ConsultationWarned
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ConsultationWarned & tongban.v1.ConsultationWarned.$Shape;

            /**
             * Creates a ConsultationWarned message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ConsultationWarned
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ConsultationWarned;

            /**
             * Creates a plain object from a ConsultationWarned message. Also converts values to other types if specified.
             * @param message ConsultationWarned
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ConsultationWarned, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ConsultationWarned to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ConsultationWarned {

            /** Properties of a ConsultationWarned. */
            interface $Properties {

                /** ConsultationWarned caseNo */
                caseNo?: string;

                /** ConsultationWarned consultationNo */
                consultationNo?: string;

                /** ConsultationWarned level */
                level?: string;

                /** ConsultationWarned dueDate */
                dueDate?: string;

                /** ConsultationWarned firingAt */
                firingAt?: string;

                /** ConsultationWarned rule */
                rule?: string;

                /** ConsultationWarned calendar */
                calendar?: string;

                /** ConsultationWarned escalateTo */
                escalateTo?: string[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ConsultationWarned. */
            type $Shape = tongban.v1.ConsultationWarned.$Properties;
        }

        /**
         * Properties of a MeetingSlot.
         * @deprecated Use tongban.v1.MeetingSlot.$Properties instead.
         */
        interface IMeetingSlot extends tongban.v1.MeetingSlot.$Properties {
        }

        /** Represents a MeetingSlot. */
        class MeetingSlot {

            /**
             * Constructs a new MeetingSlot.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.MeetingSlot.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** MeetingSlot startsAt. */
            startsAt: string;

            /** MeetingSlot endsAt. */
            endsAt: string;

            /**
             * Encodes the specified MeetingSlot message. Does not implicitly {@link tongban.v1.MeetingSlot.verify|verify} messages.
             * @param message MeetingSlot message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.MeetingSlot.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a MeetingSlot message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.MeetingSlot & tongban.v1.MeetingSlot.$Shape} MeetingSlot
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.MeetingSlot & tongban.v1.MeetingSlot.$Shape;

            /**
             * Creates a MeetingSlot message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns MeetingSlot
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.MeetingSlot;

            /**
             * Creates a plain object from a MeetingSlot message. Also converts values to other types if specified.
             * @param message MeetingSlot
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.MeetingSlot, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this MeetingSlot to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace MeetingSlot {

            /** Properties of a MeetingSlot. */
            interface $Properties {

                /** MeetingSlot startsAt */
                startsAt?: string;

                /** MeetingSlot endsAt */
                endsAt?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a MeetingSlot. */
            type $Shape = tongban.v1.MeetingSlot.$Properties;
        }

        /**
         * Properties of an Attendee.
         * @deprecated Use tongban.v1.Attendee.$Properties instead.
         */
        interface IAttendee extends tongban.v1.Attendee.$Properties {
        }

        /** Represents an Attendee. */
        class Attendee {

            /**
             * Constructs a new Attendee.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.Attendee.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Attendee role. */
            role: tongban.v1.Attendee.Role;

            /** Attendee orgName. */
            orgName: string;

            /** Attendee name. */
            name: string;

            /**
             * Encodes the specified Attendee message. Does not implicitly {@link tongban.v1.Attendee.verify|verify} messages.
             * @param message Attendee message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.Attendee.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Attendee message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.Attendee & tongban.v1.Attendee.$Shape} Attendee
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.Attendee & tongban.v1.Attendee.$Shape;

            /**
             * Creates an Attendee message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Attendee
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.Attendee;

            /**
             * Creates a plain object from an Attendee message. Also converts values to other types if specified.
             * @param message Attendee
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.Attendee, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Attendee to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Attendee {

            /** Properties of an Attendee. */
            interface $Properties {

                /** Attendee role */
                role?: tongban.v1.Attendee.Role;

                /** Attendee orgName */
                orgName?: string;

                /** Attendee name */
                name?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Attendee. */
            type $Shape = tongban.v1.Attendee.$Properties;

            /** Role enum. */
            enum Role {

                /** ROLE_UNSPECIFIED value */
                ROLE_UNSPECIFIED = 0,

                /** WINDOW_CLERK value */
                WINDOW_CLERK = 1,

                /** CASE_OFFICER value */
                CASE_OFFICER = 2,

                /** EXPERT value */
                EXPERT = 3,

                /** APPLICANT value */
                APPLICANT = 4,

                /** AGENT value */
                AGENT = 5,

                /** OTHER value */
                OTHER = 6
            }
        }

        /**
         * Properties of a VideoConsultationProposed.
         * @deprecated Use tongban.v1.VideoConsultationProposed.$Properties instead.
         */
        interface IVideoConsultationProposed extends tongban.v1.VideoConsultationProposed.$Properties {
        }

        /** Represents a VideoConsultationProposed. */
        class VideoConsultationProposed {

            /**
             * Constructs a new VideoConsultationProposed.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.VideoConsultationProposed.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** VideoConsultationProposed caseNo. */
            caseNo: string;

            /** VideoConsultationProposed consultationNo. */
            consultationNo: string;

            /** VideoConsultationProposed slots. */
            slots: tongban.v1.MeetingSlot[];

            /** VideoConsultationProposed link. */
            link: string;

            /** VideoConsultationProposed attendees. */
            attendees: tongban.v1.Attendee[];

            /**
             * Encodes the specified VideoConsultationProposed message. Does not implicitly {@link tongban.v1.VideoConsultationProposed.verify|verify} messages.
             * @param message VideoConsultationProposed message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.VideoConsultationProposed.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a VideoConsultationProposed message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.VideoConsultationProposed & tongban.v1.VideoConsultationProposed.$Shape} VideoConsultationProposed
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.VideoConsultationProposed & tongban.v1.VideoConsultationProposed.$Shape;

            /**
             * Creates a VideoConsultationProposed message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns VideoConsultationProposed
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.VideoConsultationProposed;

            /**
             * Creates a plain object from a VideoConsultationProposed message. Also converts values to other types if specified.
             * @param message VideoConsultationProposed
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.VideoConsultationProposed, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this VideoConsultationProposed to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace VideoConsultationProposed {

            /** Properties of a VideoConsultationProposed. */
            interface $Properties {

                /** VideoConsultationProposed caseNo */
                caseNo?: string;

                /** VideoConsultationProposed consultationNo */
                consultationNo?: string;

                /** VideoConsultationProposed slots */
                slots?: tongban.v1.MeetingSlot.$Properties[];

                /** VideoConsultationProposed link */
                link?: string;

                /** VideoConsultationProposed attendees */
                attendees?: tongban.v1.Attendee.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a VideoConsultationProposed. */
            type $Shape = tongban.v1.VideoConsultationProposed.$Properties;
        }

        /**
         * Properties of a VideoConsultationConfirmed.
         * @deprecated Use tongban.v1.VideoConsultationConfirmed.$Properties instead.
         */
        interface IVideoConsultationConfirmed extends tongban.v1.VideoConsultationConfirmed.$Properties {
        }

        /** Represents a VideoConsultationConfirmed. */
        class VideoConsultationConfirmed {

            /**
             * Constructs a new VideoConsultationConfirmed.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.VideoConsultationConfirmed.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** VideoConsultationConfirmed caseNo. */
            caseNo: string;

            /** VideoConsultationConfirmed consultationNo. */
            consultationNo: string;

            /** VideoConsultationConfirmed startsAt. */
            startsAt: string;

            /**
             * Encodes the specified VideoConsultationConfirmed message. Does not implicitly {@link tongban.v1.VideoConsultationConfirmed.verify|verify} messages.
             * @param message VideoConsultationConfirmed message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.VideoConsultationConfirmed.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a VideoConsultationConfirmed message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.VideoConsultationConfirmed & tongban.v1.VideoConsultationConfirmed.$Shape} VideoConsultationConfirmed
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.VideoConsultationConfirmed & tongban.v1.VideoConsultationConfirmed.$Shape;

            /**
             * Creates a VideoConsultationConfirmed message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns VideoConsultationConfirmed
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.VideoConsultationConfirmed;

            /**
             * Creates a plain object from a VideoConsultationConfirmed message. Also converts values to other types if specified.
             * @param message VideoConsultationConfirmed
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.VideoConsultationConfirmed, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this VideoConsultationConfirmed to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace VideoConsultationConfirmed {

            /** Properties of a VideoConsultationConfirmed. */
            interface $Properties {

                /** VideoConsultationConfirmed caseNo */
                caseNo?: string;

                /** VideoConsultationConfirmed consultationNo */
                consultationNo?: string;

                /** VideoConsultationConfirmed startsAt */
                startsAt?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a VideoConsultationConfirmed. */
            type $Shape = tongban.v1.VideoConsultationConfirmed.$Properties;
        }

        /**
         * Properties of a VideoConsultationDeclined.
         * @deprecated Use tongban.v1.VideoConsultationDeclined.$Properties instead.
         */
        interface IVideoConsultationDeclined extends tongban.v1.VideoConsultationDeclined.$Properties {
        }

        /** Represents a VideoConsultationDeclined. */
        class VideoConsultationDeclined {

            /**
             * Constructs a new VideoConsultationDeclined.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.VideoConsultationDeclined.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** VideoConsultationDeclined caseNo. */
            caseNo: string;

            /** VideoConsultationDeclined consultationNo. */
            consultationNo: string;

            /** VideoConsultationDeclined reason. */
            reason: string;

            /**
             * Encodes the specified VideoConsultationDeclined message. Does not implicitly {@link tongban.v1.VideoConsultationDeclined.verify|verify} messages.
             * @param message VideoConsultationDeclined message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.VideoConsultationDeclined.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a VideoConsultationDeclined message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.VideoConsultationDeclined & tongban.v1.VideoConsultationDeclined.$Shape} VideoConsultationDeclined
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.VideoConsultationDeclined & tongban.v1.VideoConsultationDeclined.$Shape;

            /**
             * Creates a VideoConsultationDeclined message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns VideoConsultationDeclined
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.VideoConsultationDeclined;

            /**
             * Creates a plain object from a VideoConsultationDeclined message. Also converts values to other types if specified.
             * @param message VideoConsultationDeclined
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.VideoConsultationDeclined, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this VideoConsultationDeclined to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace VideoConsultationDeclined {

            /** Properties of a VideoConsultationDeclined. */
            interface $Properties {

                /** VideoConsultationDeclined caseNo */
                caseNo?: string;

                /** VideoConsultationDeclined consultationNo */
                consultationNo?: string;

                /** VideoConsultationDeclined reason */
                reason?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a VideoConsultationDeclined. */
            type $Shape = tongban.v1.VideoConsultationDeclined.$Properties;
        }

        /**
         * Properties of a ShownItem.
         * @deprecated Use tongban.v1.ShownItem.$Properties instead.
         */
        interface IShownItem extends tongban.v1.ShownItem.$Properties {
        }

        /** Represents a ShownItem. */
        class ShownItem {

            /**
             * Constructs a new ShownItem.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ShownItem.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ShownItem name. */
            name: string;

            /** ShownItem blob. */
            blob: tongban.v1.BlobRef;

            /**
             * Encodes the specified ShownItem message. Does not implicitly {@link tongban.v1.ShownItem.verify|verify} messages.
             * @param message ShownItem message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ShownItem.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ShownItem message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ShownItem & tongban.v1.ShownItem.$Shape} ShownItem
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ShownItem & tongban.v1.ShownItem.$Shape;

            /**
             * Creates a ShownItem message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ShownItem
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ShownItem;

            /**
             * Creates a plain object from a ShownItem message. Also converts values to other types if specified.
             * @param message ShownItem
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ShownItem, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ShownItem to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ShownItem {

            /** Properties of a ShownItem. */
            interface $Properties {

                /** ShownItem name */
                name?: string;

                /** ShownItem blob */
                blob?: tongban.v1.BlobRef.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ShownItem. */
            type $Shape = tongban.v1.ShownItem.$Properties;
        }

        /**
         * Properties of a VideoConsultationHeld.
         * @deprecated Use tongban.v1.VideoConsultationHeld.$Properties instead.
         */
        interface IVideoConsultationHeld extends tongban.v1.VideoConsultationHeld.$Properties {
        }

        /** Represents a VideoConsultationHeld. */
        class VideoConsultationHeld {

            /**
             * Constructs a new VideoConsultationHeld.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.VideoConsultationHeld.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** VideoConsultationHeld caseNo. */
            caseNo: string;

            /** VideoConsultationHeld consultationNo. */
            consultationNo: string;

            /** VideoConsultationHeld startedAt. */
            startedAt: string;

            /** VideoConsultationHeld endedAt. */
            endedAt: string;

            /** VideoConsultationHeld attendees. */
            attendees: tongban.v1.Attendee[];

            /** VideoConsultationHeld shown. */
            shown: tongban.v1.ShownItem[];

            /** VideoConsultationHeld agreed. */
            agreed: string;

            /**
             * Encodes the specified VideoConsultationHeld message. Does not implicitly {@link tongban.v1.VideoConsultationHeld.verify|verify} messages.
             * @param message VideoConsultationHeld message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.VideoConsultationHeld.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a VideoConsultationHeld message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.VideoConsultationHeld & tongban.v1.VideoConsultationHeld.$Shape} VideoConsultationHeld
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.VideoConsultationHeld & tongban.v1.VideoConsultationHeld.$Shape;

            /**
             * Creates a VideoConsultationHeld message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns VideoConsultationHeld
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.VideoConsultationHeld;

            /**
             * Creates a plain object from a VideoConsultationHeld message. Also converts values to other types if specified.
             * @param message VideoConsultationHeld
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.VideoConsultationHeld, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this VideoConsultationHeld to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace VideoConsultationHeld {

            /** Properties of a VideoConsultationHeld. */
            interface $Properties {

                /** VideoConsultationHeld caseNo */
                caseNo?: string;

                /** VideoConsultationHeld consultationNo */
                consultationNo?: string;

                /** VideoConsultationHeld startedAt */
                startedAt?: string;

                /** VideoConsultationHeld endedAt */
                endedAt?: string;

                /** VideoConsultationHeld attendees */
                attendees?: tongban.v1.Attendee.$Properties[];

                /** VideoConsultationHeld shown */
                shown?: tongban.v1.ShownItem.$Properties[];

                /** VideoConsultationHeld agreed */
                agreed?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a VideoConsultationHeld. */
            type $Shape = tongban.v1.VideoConsultationHeld.$Properties;
        }

        /**
         * Properties of a VideoRecordAnswered.
         * @deprecated Use tongban.v1.VideoRecordAnswered.$Properties instead.
         */
        interface IVideoRecordAnswered extends tongban.v1.VideoRecordAnswered.$Properties {
        }

        /** Represents a VideoRecordAnswered. */
        class VideoRecordAnswered {

            /**
             * Constructs a new VideoRecordAnswered.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.VideoRecordAnswered.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** VideoRecordAnswered caseNo. */
            caseNo: string;

            /** VideoRecordAnswered consultationNo. */
            consultationNo: string;

            /** VideoRecordAnswered verdict. */
            verdict: tongban.v1.VideoRecordAnswered.Verdict;

            /** VideoRecordAnswered reason. */
            reason: string;

            /**
             * Encodes the specified VideoRecordAnswered message. Does not implicitly {@link tongban.v1.VideoRecordAnswered.verify|verify} messages.
             * @param message VideoRecordAnswered message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.VideoRecordAnswered.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a VideoRecordAnswered message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.VideoRecordAnswered & tongban.v1.VideoRecordAnswered.$Shape} VideoRecordAnswered
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.VideoRecordAnswered & tongban.v1.VideoRecordAnswered.$Shape;

            /**
             * Creates a VideoRecordAnswered message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns VideoRecordAnswered
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.VideoRecordAnswered;

            /**
             * Creates a plain object from a VideoRecordAnswered message. Also converts values to other types if specified.
             * @param message VideoRecordAnswered
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.VideoRecordAnswered, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this VideoRecordAnswered to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace VideoRecordAnswered {

            /** Properties of a VideoRecordAnswered. */
            interface $Properties {

                /** VideoRecordAnswered caseNo */
                caseNo?: string;

                /** VideoRecordAnswered consultationNo */
                consultationNo?: string;

                /** VideoRecordAnswered verdict */
                verdict?: tongban.v1.VideoRecordAnswered.Verdict;

                /** VideoRecordAnswered reason */
                reason?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a VideoRecordAnswered. */
            type $Shape = tongban.v1.VideoRecordAnswered.$Properties;

            /** Verdict enum. */
            enum Verdict {

                /** VERDICT_UNSPECIFIED value */
                VERDICT_UNSPECIFIED = 0,

                /** AFFIRMED value */
                AFFIRMED = 1,

                /** OBJECTED value */
                OBJECTED = 2
            }
        }

        /**
         * Properties of a VideoConsultation.
         * @deprecated Use tongban.v1.VideoConsultation.$Properties instead.
         */
        interface IVideoConsultation extends tongban.v1.VideoConsultation.$Properties {
        }

        /** Represents a VideoConsultation. */
        class VideoConsultation {

            /**
             * Constructs a new VideoConsultation.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.VideoConsultation.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** VideoConsultation state. */
            state: tongban.v1.VideoConsultation.State;

            /** VideoConsultation by. */
            by: string;

            /** VideoConsultation slots. */
            slots: tongban.v1.MeetingSlot[];

            /** VideoConsultation since. */
            since: string;

            /**
             * Encodes the specified VideoConsultation message. Does not implicitly {@link tongban.v1.VideoConsultation.verify|verify} messages.
             * @param message VideoConsultation message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.VideoConsultation.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a VideoConsultation message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.VideoConsultation & tongban.v1.VideoConsultation.$Shape} VideoConsultation
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.VideoConsultation & tongban.v1.VideoConsultation.$Shape;

            /**
             * Creates a VideoConsultation message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns VideoConsultation
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.VideoConsultation;

            /**
             * Creates a plain object from a VideoConsultation message. Also converts values to other types if specified.
             * @param message VideoConsultation
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.VideoConsultation, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this VideoConsultation to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace VideoConsultation {

            /** Properties of a VideoConsultation. */
            interface $Properties {

                /** VideoConsultation state */
                state?: tongban.v1.VideoConsultation.State;

                /** VideoConsultation by */
                by?: string;

                /** VideoConsultation slots */
                slots?: tongban.v1.MeetingSlot.$Properties[];

                /** VideoConsultation since */
                since?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a VideoConsultation. */
            type $Shape = tongban.v1.VideoConsultation.$Properties;

            /** State enum. */
            enum State {

                /** STATE_UNSPECIFIED value */
                STATE_UNSPECIFIED = 0,

                /** PROPOSED value */
                PROPOSED = 1,

                /** CONFIRMED value */
                CONFIRMED = 2,

                /** DECLINED value */
                DECLINED = 3,

                /** RECORDED value */
                RECORDED = 4,

                /** AFFIRMED value */
                AFFIRMED = 5,

                /** OBJECTED value */
                OBJECTED = 6
            }
        }

        /**
         * Properties of a Consultation.
         * @deprecated Use tongban.v1.Consultation.$Properties instead.
         */
        interface IConsultation extends tongban.v1.Consultation.$Properties {
        }

        /** Represents a Consultation. */
        class Consultation {

            /**
             * Constructs a new Consultation.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.Consultation.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Consultation caseNo. */
            caseNo: string;

            /** Consultation consultationNo. */
            consultationNo: string;

            /** Consultation basicCode. */
            basicCode: string;

            /** Consultation asker. */
            asker: string;

            /** Consultation asked. */
            asked: string;

            /** Consultation state. */
            state: tongban.v1.Consultation.State;

            /** Consultation openedAt. */
            openedAt: string;

            /** Consultation since. */
            since: string;

            /** Consultation dueDate. */
            dueDate: string;

            /** Consultation rule. */
            rule: string;

            /** Consultation warned. */
            warned: string[];

            /** Consultation video. */
            video: tongban.v1.VideoConsultation;

            /**
             * Encodes the specified Consultation message. Does not implicitly {@link tongban.v1.Consultation.verify|verify} messages.
             * @param message Consultation message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.Consultation.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Consultation message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.Consultation & tongban.v1.Consultation.$Shape} Consultation
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.Consultation & tongban.v1.Consultation.$Shape;

            /**
             * Creates a Consultation message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Consultation
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.Consultation;

            /**
             * Creates a plain object from a Consultation message. Also converts values to other types if specified.
             * @param message Consultation
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.Consultation, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Consultation to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Consultation {

            /** Properties of a Consultation. */
            interface $Properties {

                /** Consultation caseNo */
                caseNo?: string;

                /** Consultation consultationNo */
                consultationNo?: string;

                /** Consultation basicCode */
                basicCode?: string;

                /** Consultation asker */
                asker?: string;

                /** Consultation asked */
                asked?: string;

                /** Consultation state */
                state?: tongban.v1.Consultation.State;

                /** Consultation openedAt */
                openedAt?: string;

                /** Consultation since */
                since?: string;

                /** Consultation dueDate */
                dueDate?: string;

                /** Consultation rule */
                rule?: string;

                /** Consultation warned */
                warned?: string[];

                /** Consultation video */
                video?: tongban.v1.VideoConsultation.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Consultation. */
            type $Shape = tongban.v1.Consultation.$Properties;

            /** State enum. */
            enum State {

                /** STATE_UNSPECIFIED value */
                STATE_UNSPECIFIED = 0,

                /** ASKED value */
                ASKED = 1,

                /** ANSWERED value */
                ANSWERED = 2,

                /** CLOSED value */
                CLOSED = 3
            }
        }

        /**
         * Properties of a ConsultationPost.
         * @deprecated Use tongban.v1.ConsultationPost.$Properties instead.
         */
        interface IConsultationPost extends tongban.v1.ConsultationPost.$Properties {
        }

        /** Represents a ConsultationPost. */
        class ConsultationPost {

            /**
             * Constructs a new ConsultationPost.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ConsultationPost.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ConsultationPost seq. */
            seq: number;

            /** ConsultationPost messageId. */
            messageId: string;

            /** ConsultationPost type. */
            type: string;

            /** ConsultationPost actor. */
            actor: string;

            /** ConsultationPost receivedAt. */
            receivedAt: string;

            /** ConsultationPost text. */
            text: string;

            /** ConsultationPost files. */
            files: tongban.v1.BlobRef[];

            /** ConsultationPost link. */
            link: string;

            /** ConsultationPost attendees. */
            attendees: tongban.v1.Attendee[];

            /** ConsultationPost shown. */
            shown: tongban.v1.ShownItem[];

            /**
             * Encodes the specified ConsultationPost message. Does not implicitly {@link tongban.v1.ConsultationPost.verify|verify} messages.
             * @param message ConsultationPost message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ConsultationPost.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ConsultationPost message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ConsultationPost & tongban.v1.ConsultationPost.$Shape} ConsultationPost
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ConsultationPost & tongban.v1.ConsultationPost.$Shape;

            /**
             * Creates a ConsultationPost message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ConsultationPost
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ConsultationPost;

            /**
             * Creates a plain object from a ConsultationPost message. Also converts values to other types if specified.
             * @param message ConsultationPost
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ConsultationPost, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ConsultationPost to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ConsultationPost {

            /** Properties of a ConsultationPost. */
            interface $Properties {

                /** ConsultationPost seq */
                seq?: number;

                /** ConsultationPost messageId */
                messageId?: string;

                /** ConsultationPost type */
                type?: string;

                /** ConsultationPost actor */
                actor?: string;

                /** ConsultationPost receivedAt */
                receivedAt?: string;

                /** ConsultationPost text */
                text?: string;

                /** ConsultationPost files */
                files?: tongban.v1.BlobRef.$Properties[];

                /** ConsultationPost link */
                link?: string;

                /** ConsultationPost attendees */
                attendees?: tongban.v1.Attendee.$Properties[];

                /** ConsultationPost shown */
                shown?: tongban.v1.ShownItem.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ConsultationPost. */
            type $Shape = tongban.v1.ConsultationPost.$Properties;
        }

        /**
         * Properties of a GetConsultationRequest.
         * @deprecated Use tongban.v1.GetConsultationRequest.$Properties instead.
         */
        interface IGetConsultationRequest extends tongban.v1.GetConsultationRequest.$Properties {
        }

        /** Represents a GetConsultationRequest. */
        class GetConsultationRequest {

            /**
             * Constructs a new GetConsultationRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.GetConsultationRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetConsultationRequest caseNo. */
            caseNo: string;

            /** GetConsultationRequest consultationNo. */
            consultationNo: string;

            /**
             * Encodes the specified GetConsultationRequest message. Does not implicitly {@link tongban.v1.GetConsultationRequest.verify|verify} messages.
             * @param message GetConsultationRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.GetConsultationRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetConsultationRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.GetConsultationRequest & tongban.v1.GetConsultationRequest.$Shape} GetConsultationRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.GetConsultationRequest & tongban.v1.GetConsultationRequest.$Shape;

            /**
             * Creates a GetConsultationRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns GetConsultationRequest
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.GetConsultationRequest;

            /**
             * Creates a plain object from a GetConsultationRequest message. Also converts values to other types if specified.
             * @param message GetConsultationRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.GetConsultationRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this GetConsultationRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace GetConsultationRequest {

            /** Properties of a GetConsultationRequest. */
            interface $Properties {

                /** GetConsultationRequest caseNo */
                caseNo?: string;

                /** GetConsultationRequest consultationNo */
                consultationNo?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetConsultationRequest. */
            type $Shape = tongban.v1.GetConsultationRequest.$Properties;
        }

        /**
         * Properties of a GetConsultationResponse.
         * @deprecated Use tongban.v1.GetConsultationResponse.$Properties instead.
         */
        interface IGetConsultationResponse extends tongban.v1.GetConsultationResponse.$Properties {
        }

        /** Represents a GetConsultationResponse. */
        class GetConsultationResponse {

            /**
             * Constructs a new GetConsultationResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.GetConsultationResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetConsultationResponse consultation. */
            consultation: tongban.v1.Consultation;

            /** GetConsultationResponse posts. */
            posts: tongban.v1.ConsultationPost[];

            /**
             * Encodes the specified GetConsultationResponse message. Does not implicitly {@link tongban.v1.GetConsultationResponse.verify|verify} messages.
             * @param message GetConsultationResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.GetConsultationResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetConsultationResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.GetConsultationResponse & tongban.v1.GetConsultationResponse.$Shape} GetConsultationResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.GetConsultationResponse & tongban.v1.GetConsultationResponse.$Shape;

            /**
             * Creates a GetConsultationResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns GetConsultationResponse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.GetConsultationResponse;

            /**
             * Creates a plain object from a GetConsultationResponse message. Also converts values to other types if specified.
             * @param message GetConsultationResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.GetConsultationResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this GetConsultationResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace GetConsultationResponse {

            /** Properties of a GetConsultationResponse. */
            interface $Properties {

                /** GetConsultationResponse consultation */
                consultation?: tongban.v1.Consultation.$Properties;

                /** GetConsultationResponse posts */
                posts?: tongban.v1.ConsultationPost.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetConsultationResponse. */
            type $Shape = tongban.v1.GetConsultationResponse.$Properties;
        }

        /**
         * Properties of a ListConsultationsRequest.
         * @deprecated Use tongban.v1.ListConsultationsRequest.$Properties instead.
         */
        interface IListConsultationsRequest extends tongban.v1.ListConsultationsRequest.$Properties {
        }

        /** Represents a ListConsultationsRequest. */
        class ListConsultationsRequest {

            /**
             * Constructs a new ListConsultationsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ListConsultationsRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListConsultationsRequest caseNo. */
            caseNo: string;

            /** ListConsultationsRequest basicCode. */
            basicCode: string;

            /** ListConsultationsRequest after. */
            after: string;

            /** ListConsultationsRequest limit. */
            limit: number;

            /**
             * Encodes the specified ListConsultationsRequest message. Does not implicitly {@link tongban.v1.ListConsultationsRequest.verify|verify} messages.
             * @param message ListConsultationsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ListConsultationsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListConsultationsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ListConsultationsRequest & tongban.v1.ListConsultationsRequest.$Shape} ListConsultationsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ListConsultationsRequest & tongban.v1.ListConsultationsRequest.$Shape;

            /**
             * Creates a ListConsultationsRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ListConsultationsRequest
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ListConsultationsRequest;

            /**
             * Creates a plain object from a ListConsultationsRequest message. Also converts values to other types if specified.
             * @param message ListConsultationsRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ListConsultationsRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ListConsultationsRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ListConsultationsRequest {

            /** Properties of a ListConsultationsRequest. */
            interface $Properties {

                /** ListConsultationsRequest caseNo */
                caseNo?: string;

                /** ListConsultationsRequest basicCode */
                basicCode?: string;

                /** ListConsultationsRequest after */
                after?: string;

                /** ListConsultationsRequest limit */
                limit?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListConsultationsRequest. */
            type $Shape = tongban.v1.ListConsultationsRequest.$Properties;
        }

        /**
         * Properties of a ListConsultationsResponse.
         * @deprecated Use tongban.v1.ListConsultationsResponse.$Properties instead.
         */
        interface IListConsultationsResponse extends tongban.v1.ListConsultationsResponse.$Properties {
        }

        /** Represents a ListConsultationsResponse. */
        class ListConsultationsResponse {

            /**
             * Constructs a new ListConsultationsResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ListConsultationsResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListConsultationsResponse consultations. */
            consultations: tongban.v1.Consultation[];

            /** ListConsultationsResponse next. */
            next: string;

            /**
             * Encodes the specified ListConsultationsResponse message. Does not implicitly {@link tongban.v1.ListConsultationsResponse.verify|verify} messages.
             * @param message ListConsultationsResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ListConsultationsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListConsultationsResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ListConsultationsResponse & tongban.v1.ListConsultationsResponse.$Shape} ListConsultationsResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ListConsultationsResponse & tongban.v1.ListConsultationsResponse.$Shape;

            /**
             * Creates a ListConsultationsResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ListConsultationsResponse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ListConsultationsResponse;

            /**
             * Creates a plain object from a ListConsultationsResponse message. Also converts values to other types if specified.
             * @param message ListConsultationsResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ListConsultationsResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ListConsultationsResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ListConsultationsResponse {

            /** Properties of a ListConsultationsResponse. */
            interface $Properties {

                /** ListConsultationsResponse consultations */
                consultations?: tongban.v1.Consultation.$Properties[];

                /** ListConsultationsResponse next */
                next?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListConsultationsResponse. */
            type $Shape = tongban.v1.ListConsultationsResponse.$Properties;
        }

        /**
         * Properties of a CertificateStatus.
         * @deprecated Use tongban.v1.CertificateStatus.$Properties instead.
         */
        interface ICertificateStatus extends tongban.v1.CertificateStatus.$Properties {
        }

        /** Represents a CertificateStatus. */
        class CertificateStatus {

            /**
             * Constructs a new CertificateStatus.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.CertificateStatus.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Encodes the specified CertificateStatus message. Does not implicitly {@link tongban.v1.CertificateStatus.verify|verify} messages.
             * @param message CertificateStatus message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.CertificateStatus.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CertificateStatus message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.CertificateStatus & tongban.v1.CertificateStatus.$Shape} CertificateStatus
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.CertificateStatus & tongban.v1.CertificateStatus.$Shape;

            /**
             * Creates a CertificateStatus message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CertificateStatus
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.CertificateStatus;

            /**
             * Creates a plain object from a CertificateStatus message. Also converts values to other types if specified.
             * @param message CertificateStatus
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.CertificateStatus, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CertificateStatus to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace CertificateStatus {

            /** Properties of a CertificateStatus. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CertificateStatus. */
            type $Shape = tongban.v1.CertificateStatus.$Properties;

            /** State enum. */
            enum State {

                /** STATE_UNSPECIFIED value */
                STATE_UNSPECIFIED = 0,

                /** VALID value */
                VALID = 1,

                /** SUSPENDED value */
                SUSPENDED = 2,

                /** EXPIRED value */
                EXPIRED = 3,

                /** CANCELLED value */
                CANCELLED = 4,

                /** REVOKED value */
                REVOKED = 5,

                /** RESCINDED value */
                RESCINDED = 6,

                /** VOIDED value */
                VOIDED = 7,

                /** SUPERSEDED value */
                SUPERSEDED = 8,

                /** OTHER value */
                OTHER = 9
            }
        }

        /**
         * Properties of a CertificateHolder.
         * @deprecated Use tongban.v1.CertificateHolder.$Properties instead.
         */
        interface ICertificateHolder extends tongban.v1.CertificateHolder.$Properties {
        }

        /** Represents a CertificateHolder. */
        class CertificateHolder {

            /**
             * Constructs a new CertificateHolder.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.CertificateHolder.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CertificateHolder codeType. */
            codeType: string;

            /** CertificateHolder code. */
            code: string;

            /**
             * Encodes the specified CertificateHolder message. Does not implicitly {@link tongban.v1.CertificateHolder.verify|verify} messages.
             * @param message CertificateHolder message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.CertificateHolder.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CertificateHolder message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.CertificateHolder & tongban.v1.CertificateHolder.$Shape} CertificateHolder
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.CertificateHolder & tongban.v1.CertificateHolder.$Shape;

            /**
             * Creates a CertificateHolder message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CertificateHolder
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.CertificateHolder;

            /**
             * Creates a plain object from a CertificateHolder message. Also converts values to other types if specified.
             * @param message CertificateHolder
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.CertificateHolder, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CertificateHolder to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace CertificateHolder {

            /** Properties of a CertificateHolder. */
            interface $Properties {

                /** CertificateHolder codeType */
                codeType?: string;

                /** CertificateHolder code */
                code?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CertificateHolder. */
            type $Shape = tongban.v1.CertificateHolder.$Properties;
        }

        /**
         * Properties of a StatusListPlace.
         * @deprecated Use tongban.v1.StatusListPlace.$Properties instead.
         */
        interface IStatusListPlace extends tongban.v1.StatusListPlace.$Properties {
        }

        /** Represents a StatusListPlace. */
        class StatusListPlace {

            /**
             * Constructs a new StatusListPlace.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.StatusListPlace.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** StatusListPlace list. */
            list: string;

            /** StatusListPlace index. */
            index: number;

            /**
             * Encodes the specified StatusListPlace message. Does not implicitly {@link tongban.v1.StatusListPlace.verify|verify} messages.
             * @param message StatusListPlace message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.StatusListPlace.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a StatusListPlace message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.StatusListPlace & tongban.v1.StatusListPlace.$Shape} StatusListPlace
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.StatusListPlace & tongban.v1.StatusListPlace.$Shape;

            /**
             * Creates a StatusListPlace message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns StatusListPlace
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.StatusListPlace;

            /**
             * Creates a plain object from a StatusListPlace message. Also converts values to other types if specified.
             * @param message StatusListPlace
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.StatusListPlace, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this StatusListPlace to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace StatusListPlace {

            /** Properties of a StatusListPlace. */
            interface $Properties {

                /** StatusListPlace list */
                list?: string;

                /** StatusListPlace index */
                index?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a StatusListPlace. */
            type $Shape = tongban.v1.StatusListPlace.$Properties;
        }

        /**
         * Properties of a CertificateIssued.
         * @deprecated Use tongban.v1.CertificateIssued.$Properties instead.
         */
        interface ICertificateIssued extends tongban.v1.CertificateIssued.$Properties {
        }

        /** Represents a CertificateIssued. */
        class CertificateIssued {

            /**
             * Constructs a new CertificateIssued.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.CertificateIssued.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CertificateIssued certificateId. */
            certificateId: string;

            /** CertificateIssued issuer. */
            issuer: string;

            /** CertificateIssued divisionCode. */
            divisionCode: string;

            /** CertificateIssued holders. */
            holders: tongban.v1.CertificateHolder[];

            /** CertificateIssued validFrom. */
            validFrom: string;

            /** CertificateIssued validTo. */
            validTo: string;

            /** CertificateIssued status. */
            status: tongban.v1.StatusListPlace;

            /**
             * Encodes the specified CertificateIssued message. Does not implicitly {@link tongban.v1.CertificateIssued.verify|verify} messages.
             * @param message CertificateIssued message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.CertificateIssued.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CertificateIssued message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.CertificateIssued & tongban.v1.CertificateIssued.$Shape} CertificateIssued
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.CertificateIssued & tongban.v1.CertificateIssued.$Shape;

            /**
             * Creates a CertificateIssued message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CertificateIssued
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.CertificateIssued;

            /**
             * Creates a plain object from a CertificateIssued message. Also converts values to other types if specified.
             * @param message CertificateIssued
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.CertificateIssued, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CertificateIssued to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace CertificateIssued {

            /** Properties of a CertificateIssued. */
            interface $Properties {

                /** CertificateIssued certificateId */
                certificateId?: string;

                /** CertificateIssued issuer */
                issuer?: string;

                /** CertificateIssued divisionCode */
                divisionCode?: string;

                /** CertificateIssued holders */
                holders?: tongban.v1.CertificateHolder.$Properties[];

                /** CertificateIssued validFrom */
                validFrom?: string;

                /** CertificateIssued validTo */
                validTo?: string;

                /** CertificateIssued status */
                status?: tongban.v1.StatusListPlace.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CertificateIssued. */
            type $Shape = tongban.v1.CertificateIssued.$Properties;
        }

        /**
         * Properties of a CertificateChanged.
         * @deprecated Use tongban.v1.CertificateChanged.$Properties instead.
         */
        interface ICertificateChanged extends tongban.v1.CertificateChanged.$Properties {
        }

        /** Represents a CertificateChanged. */
        class CertificateChanged {

            /**
             * Constructs a new CertificateChanged.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.CertificateChanged.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CertificateChanged certificateId. */
            certificateId: string;

            /** CertificateChanged issuer. */
            issuer: string;

            /** CertificateChanged divisionCode. */
            divisionCode: string;

            /** CertificateChanged holders. */
            holders: tongban.v1.CertificateHolder[];

            /** CertificateChanged validFrom. */
            validFrom: string;

            /** CertificateChanged validTo. */
            validTo: string;

            /** CertificateChanged status. */
            status: tongban.v1.StatusListPlace;

            /** CertificateChanged supersedes. */
            supersedes: string;

            /**
             * Encodes the specified CertificateChanged message. Does not implicitly {@link tongban.v1.CertificateChanged.verify|verify} messages.
             * @param message CertificateChanged message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.CertificateChanged.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CertificateChanged message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.CertificateChanged & tongban.v1.CertificateChanged.$Shape} CertificateChanged
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.CertificateChanged & tongban.v1.CertificateChanged.$Shape;

            /**
             * Creates a CertificateChanged message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CertificateChanged
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.CertificateChanged;

            /**
             * Creates a plain object from a CertificateChanged message. Also converts values to other types if specified.
             * @param message CertificateChanged
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.CertificateChanged, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CertificateChanged to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace CertificateChanged {

            /** Properties of a CertificateChanged. */
            interface $Properties {

                /** CertificateChanged certificateId */
                certificateId?: string;

                /** CertificateChanged issuer */
                issuer?: string;

                /** CertificateChanged divisionCode */
                divisionCode?: string;

                /** CertificateChanged holders */
                holders?: tongban.v1.CertificateHolder.$Properties[];

                /** CertificateChanged validFrom */
                validFrom?: string;

                /** CertificateChanged validTo */
                validTo?: string;

                /** CertificateChanged status */
                status?: tongban.v1.StatusListPlace.$Properties;

                /** CertificateChanged supersedes */
                supersedes?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CertificateChanged. */
            type $Shape = tongban.v1.CertificateChanged.$Properties;
        }

        /**
         * Properties of a CertificateStateChanged.
         * @deprecated Use tongban.v1.CertificateStateChanged.$Properties instead.
         */
        interface ICertificateStateChanged extends tongban.v1.CertificateStateChanged.$Properties {
        }

        /** Represents a CertificateStateChanged. */
        class CertificateStateChanged {

            /**
             * Constructs a new CertificateStateChanged.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.CertificateStateChanged.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CertificateStateChanged certificateId. */
            certificateId: string;

            /** CertificateStateChanged state. */
            state: tongban.v1.CertificateStatus.State;

            /** CertificateStateChanged since. */
            since: string;

            /** CertificateStateChanged reason. */
            reason: string;

            /**
             * Encodes the specified CertificateStateChanged message. Does not implicitly {@link tongban.v1.CertificateStateChanged.verify|verify} messages.
             * @param message CertificateStateChanged message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.CertificateStateChanged.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CertificateStateChanged message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.CertificateStateChanged & tongban.v1.CertificateStateChanged.$Shape} CertificateStateChanged
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.CertificateStateChanged & tongban.v1.CertificateStateChanged.$Shape;

            /**
             * Creates a CertificateStateChanged message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CertificateStateChanged
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.CertificateStateChanged;

            /**
             * Creates a plain object from a CertificateStateChanged message. Also converts values to other types if specified.
             * @param message CertificateStateChanged
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.CertificateStateChanged, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CertificateStateChanged to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace CertificateStateChanged {

            /** Properties of a CertificateStateChanged. */
            interface $Properties {

                /** CertificateStateChanged certificateId */
                certificateId?: string;

                /** CertificateStateChanged state */
                state?: tongban.v1.CertificateStatus.State;

                /** CertificateStateChanged since */
                since?: string;

                /** CertificateStateChanged reason */
                reason?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CertificateStateChanged. */
            type $Shape = tongban.v1.CertificateStateChanged.$Properties;
        }

        /**
         * Properties of a ConsentGranted.
         * @deprecated Use tongban.v1.ConsentGranted.$Properties instead.
         */
        interface IConsentGranted extends tongban.v1.ConsentGranted.$Properties {
        }

        /** Represents a ConsentGranted. */
        class ConsentGranted {

            /**
             * Constructs a new ConsentGranted.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ConsentGranted.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ConsentGranted holder. */
            holder: tongban.v1.CertificateHolder;

            /** ConsentGranted requester. */
            requester: string;

            /** ConsentGranted organisation. */
            organisation: string;

            /** ConsentGranted caseRef. */
            caseRef: string;

            /** ConsentGranted basicCode. */
            basicCode: string;

            /** ConsentGranted typeCodes. */
            typeCodes: string[];

            /** ConsentGranted expiresAt. */
            expiresAt: string;

            /** ConsentGranted uses. */
            uses: number;

            /** ConsentGranted reason. */
            reason: string;

            /**
             * Encodes the specified ConsentGranted message. Does not implicitly {@link tongban.v1.ConsentGranted.verify|verify} messages.
             * @param message ConsentGranted message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ConsentGranted.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ConsentGranted message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ConsentGranted & tongban.v1.ConsentGranted.$Shape} ConsentGranted
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ConsentGranted & tongban.v1.ConsentGranted.$Shape;

            /**
             * Creates a ConsentGranted message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ConsentGranted
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ConsentGranted;

            /**
             * Creates a plain object from a ConsentGranted message. Also converts values to other types if specified.
             * @param message ConsentGranted
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ConsentGranted, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ConsentGranted to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ConsentGranted {

            /** Properties of a ConsentGranted. */
            interface $Properties {

                /** ConsentGranted holder */
                holder?: tongban.v1.CertificateHolder.$Properties;

                /** ConsentGranted requester */
                requester?: string;

                /** ConsentGranted organisation */
                organisation?: string;

                /** ConsentGranted caseRef */
                caseRef?: string;

                /** ConsentGranted basicCode */
                basicCode?: string;

                /** ConsentGranted typeCodes */
                typeCodes?: string[];

                /** ConsentGranted expiresAt */
                expiresAt?: string;

                /** ConsentGranted uses */
                uses?: number;

                /** ConsentGranted reason */
                reason?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ConsentGranted. */
            type $Shape = tongban.v1.ConsentGranted.$Properties;
        }

        /**
         * Properties of a ConsentRevoked.
         * @deprecated Use tongban.v1.ConsentRevoked.$Properties instead.
         */
        interface IConsentRevoked extends tongban.v1.ConsentRevoked.$Properties {
        }

        /** Represents a ConsentRevoked. */
        class ConsentRevoked {

            /**
             * Constructs a new ConsentRevoked.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ConsentRevoked.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ConsentRevoked consentId. */
            consentId: string;

            /** ConsentRevoked reason. */
            reason: string;

            /**
             * Encodes the specified ConsentRevoked message. Does not implicitly {@link tongban.v1.ConsentRevoked.verify|verify} messages.
             * @param message ConsentRevoked message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ConsentRevoked.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ConsentRevoked message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ConsentRevoked & tongban.v1.ConsentRevoked.$Shape} ConsentRevoked
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ConsentRevoked & tongban.v1.ConsentRevoked.$Shape;

            /**
             * Creates a ConsentRevoked message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ConsentRevoked
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ConsentRevoked;

            /**
             * Creates a plain object from a ConsentRevoked message. Also converts values to other types if specified.
             * @param message ConsentRevoked
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ConsentRevoked, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ConsentRevoked to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ConsentRevoked {

            /** Properties of a ConsentRevoked. */
            interface $Properties {

                /** ConsentRevoked consentId */
                consentId?: string;

                /** ConsentRevoked reason */
                reason?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ConsentRevoked. */
            type $Shape = tongban.v1.ConsentRevoked.$Properties;
        }

        /** CertificateOperation enum. */
        enum CertificateOperation {

            /** CERTIFICATE_OPERATION_UNSPECIFIED value */
            CERTIFICATE_OPERATION_UNSPECIFIED = 0,

            /** FIND value */
            FIND = 1,

            /** STATUS value */
            STATUS = 2,

            /** DATA value */
            DATA = 3,

            /** FILE value */
            FILE = 4,

            /** VERIFY value */
            VERIFY = 5,

            /** PRESENTATION value */
            PRESENTATION = 10
        }

        /** CertificateFileFormat enum. */
        enum CertificateFileFormat {

            /** CERTIFICATE_FILE_FORMAT_UNSPECIFIED value */
            CERTIFICATE_FILE_FORMAT_UNSPECIFIED = 0,

            /** OFD value */
            OFD = 1,

            /** PDF value */
            PDF = 2
        }

        /**
         * Properties of a CertificatePurpose.
         * @deprecated Use tongban.v1.CertificatePurpose.$Properties instead.
         */
        interface ICertificatePurpose extends tongban.v1.CertificatePurpose.$Properties {
        }

        /** Represents a CertificatePurpose. */
        class CertificatePurpose {

            /**
             * Constructs a new CertificatePurpose.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.CertificatePurpose.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CertificatePurpose basicCode. */
            basicCode: string;

            /** CertificatePurpose caseRef. */
            caseRef: string;

            /** CertificatePurpose reason. */
            reason: string;

            /**
             * Encodes the specified CertificatePurpose message. Does not implicitly {@link tongban.v1.CertificatePurpose.verify|verify} messages.
             * @param message CertificatePurpose message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.CertificatePurpose.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CertificatePurpose message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.CertificatePurpose & tongban.v1.CertificatePurpose.$Shape} CertificatePurpose
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.CertificatePurpose & tongban.v1.CertificatePurpose.$Shape;

            /**
             * Creates a CertificatePurpose message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CertificatePurpose
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.CertificatePurpose;

            /**
             * Creates a plain object from a CertificatePurpose message. Also converts values to other types if specified.
             * @param message CertificatePurpose
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.CertificatePurpose, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CertificatePurpose to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace CertificatePurpose {

            /** Properties of a CertificatePurpose. */
            interface $Properties {

                /** CertificatePurpose basicCode */
                basicCode?: string;

                /** CertificatePurpose caseRef */
                caseRef?: string;

                /** CertificatePurpose reason */
                reason?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CertificatePurpose. */
            type $Shape = tongban.v1.CertificatePurpose.$Properties;
        }

        /**
         * Properties of a UseCertificate.
         * @deprecated Use tongban.v1.UseCertificate.$Properties instead.
         */
        interface IUseCertificate extends tongban.v1.UseCertificate.$Properties {
        }

        /** Represents a UseCertificate. */
        class UseCertificate {

            /**
             * Constructs a new UseCertificate.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.UseCertificate.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** UseCertificate operation. */
            operation: tongban.v1.CertificateOperation;

            /** UseCertificate certificateId. */
            certificateId: string;

            /** UseCertificate holder. */
            holder: tongban.v1.CertificateHolder;

            /** UseCertificate typeCode. */
            typeCode: string;

            /** UseCertificate purpose. */
            purpose: tongban.v1.CertificatePurpose;

            /** UseCertificate consentId. */
            consentId: string;

            /** UseCertificate duty. */
            duty: string;

            /** UseCertificate organisation. */
            organisation: string;

            /** UseCertificate clerk. */
            clerk: string;

            /** UseCertificate fields. */
            fields: string[];

            /** UseCertificate format. */
            format: tongban.v1.CertificateFileFormat;

            /** UseCertificate seen. */
            seen: tongban.v1.CertificateField[];

            /** UseCertificate seenSm3. */
            seenSm3: string;

            /** UseCertificate presentation. */
            presentation: string;

            /**
             * Encodes the specified UseCertificate message. Does not implicitly {@link tongban.v1.UseCertificate.verify|verify} messages.
             * @param message UseCertificate message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.UseCertificate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a UseCertificate message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.UseCertificate & tongban.v1.UseCertificate.$Shape} UseCertificate
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.UseCertificate & tongban.v1.UseCertificate.$Shape;

            /**
             * Creates a UseCertificate message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns UseCertificate
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.UseCertificate;

            /**
             * Creates a plain object from a UseCertificate message. Also converts values to other types if specified.
             * @param message UseCertificate
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.UseCertificate, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this UseCertificate to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace UseCertificate {

            /** Properties of a UseCertificate. */
            interface $Properties {

                /** UseCertificate operation */
                operation?: tongban.v1.CertificateOperation;

                /** UseCertificate certificateId */
                certificateId?: string;

                /** UseCertificate holder */
                holder?: tongban.v1.CertificateHolder.$Properties;

                /** UseCertificate typeCode */
                typeCode?: string;

                /** UseCertificate purpose */
                purpose?: tongban.v1.CertificatePurpose.$Properties;

                /** UseCertificate consentId */
                consentId?: string;

                /** UseCertificate duty */
                duty?: string;

                /** UseCertificate organisation */
                organisation?: string;

                /** UseCertificate clerk */
                clerk?: string;

                /** UseCertificate fields */
                fields?: string[];

                /** UseCertificate format */
                format?: tongban.v1.CertificateFileFormat;

                /** UseCertificate seen */
                seen?: tongban.v1.CertificateField.$Properties[];

                /** UseCertificate seenSm3 */
                seenSm3?: string;

                /** UseCertificate presentation */
                presentation?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a UseCertificate. */
            type $Shape = tongban.v1.UseCertificate.$Properties;
        }

        /**
         * Properties of a CertificateField.
         * @deprecated Use tongban.v1.CertificateField.$Properties instead.
         */
        interface ICertificateField extends tongban.v1.CertificateField.$Properties {
        }

        /** Represents a CertificateField. */
        class CertificateField {

            /**
             * Constructs a new CertificateField.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.CertificateField.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CertificateField name. */
            name: string;

            /** CertificateField value. */
            value: string;

            /**
             * Encodes the specified CertificateField message. Does not implicitly {@link tongban.v1.CertificateField.verify|verify} messages.
             * @param message CertificateField message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.CertificateField.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CertificateField message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.CertificateField & tongban.v1.CertificateField.$Shape} CertificateField
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.CertificateField & tongban.v1.CertificateField.$Shape;

            /**
             * Creates a CertificateField message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CertificateField
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.CertificateField;

            /**
             * Creates a plain object from a CertificateField message. Also converts values to other types if specified.
             * @param message CertificateField
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.CertificateField, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CertificateField to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace CertificateField {

            /** Properties of a CertificateField. */
            interface $Properties {

                /** CertificateField name */
                name?: string;

                /** CertificateField value */
                value?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CertificateField. */
            type $Shape = tongban.v1.CertificateField.$Properties;
        }

        /**
         * Properties of a CertificateMatch.
         * @deprecated Use tongban.v1.CertificateMatch.$Properties instead.
         */
        interface ICertificateMatch extends tongban.v1.CertificateMatch.$Properties {
        }

        /** Represents a CertificateMatch. */
        class CertificateMatch {

            /**
             * Constructs a new CertificateMatch.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.CertificateMatch.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CertificateMatch name. */
            name: string;

            /** CertificateMatch matches. */
            matches: boolean;

            /**
             * Encodes the specified CertificateMatch message. Does not implicitly {@link tongban.v1.CertificateMatch.verify|verify} messages.
             * @param message CertificateMatch message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.CertificateMatch.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CertificateMatch message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.CertificateMatch & tongban.v1.CertificateMatch.$Shape} CertificateMatch
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.CertificateMatch & tongban.v1.CertificateMatch.$Shape;

            /**
             * Creates a CertificateMatch message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CertificateMatch
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.CertificateMatch;

            /**
             * Creates a plain object from a CertificateMatch message. Also converts values to other types if specified.
             * @param message CertificateMatch
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.CertificateMatch, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CertificateMatch to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace CertificateMatch {

            /** Properties of a CertificateMatch. */
            interface $Properties {

                /** CertificateMatch name */
                name?: string;

                /** CertificateMatch matches */
                matches?: boolean;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CertificateMatch. */
            type $Shape = tongban.v1.CertificateMatch.$Properties;
        }

        /**
         * Properties of a CertificateSealing.
         * @deprecated Use tongban.v1.CertificateSealing.$Properties instead.
         */
        interface ICertificateSealing extends tongban.v1.CertificateSealing.$Properties {
        }

        /** Represents a CertificateSealing. */
        class CertificateSealing {

            /**
             * Constructs a new CertificateSealing.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.CertificateSealing.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CertificateSealing certificateSha256. */
            certificateSha256: string;

            /** CertificateSealing signedAt. */
            signedAt: string;

            /**
             * Encodes the specified CertificateSealing message. Does not implicitly {@link tongban.v1.CertificateSealing.verify|verify} messages.
             * @param message CertificateSealing message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.CertificateSealing.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CertificateSealing message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.CertificateSealing & tongban.v1.CertificateSealing.$Shape} CertificateSealing
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.CertificateSealing & tongban.v1.CertificateSealing.$Shape;

            /**
             * Creates a CertificateSealing message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CertificateSealing
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.CertificateSealing;

            /**
             * Creates a plain object from a CertificateSealing message. Also converts values to other types if specified.
             * @param message CertificateSealing
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.CertificateSealing, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CertificateSealing to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace CertificateSealing {

            /** Properties of a CertificateSealing. */
            interface $Properties {

                /** CertificateSealing certificateSha256 */
                certificateSha256?: string;

                /** CertificateSealing signedAt */
                signedAt?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CertificateSealing. */
            type $Shape = tongban.v1.CertificateSealing.$Properties;
        }

        /**
         * Properties of a CertificateOriginal.
         * @deprecated Use tongban.v1.CertificateOriginal.$Properties instead.
         */
        interface ICertificateOriginal extends tongban.v1.CertificateOriginal.$Properties {
        }

        /** Represents a CertificateOriginal. */
        class CertificateOriginal {

            /**
             * Constructs a new CertificateOriginal.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.CertificateOriginal.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CertificateOriginal sha256. */
            sha256: string;

            /** CertificateOriginal sm3. */
            sm3: string;

            /** CertificateOriginal seals. */
            seals: tongban.v1.CertificateOriginal.Seals;

            /** CertificateOriginal sealedBy. */
            sealedBy: tongban.v1.CertificateSealing[];

            /**
             * Encodes the specified CertificateOriginal message. Does not implicitly {@link tongban.v1.CertificateOriginal.verify|verify} messages.
             * @param message CertificateOriginal message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.CertificateOriginal.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CertificateOriginal message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.CertificateOriginal & tongban.v1.CertificateOriginal.$Shape} CertificateOriginal
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.CertificateOriginal & tongban.v1.CertificateOriginal.$Shape;

            /**
             * Creates a CertificateOriginal message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CertificateOriginal
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.CertificateOriginal;

            /**
             * Creates a plain object from a CertificateOriginal message. Also converts values to other types if specified.
             * @param message CertificateOriginal
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.CertificateOriginal, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CertificateOriginal to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace CertificateOriginal {

            /** Properties of a CertificateOriginal. */
            interface $Properties {

                /** CertificateOriginal sha256 */
                sha256?: string;

                /** CertificateOriginal sm3 */
                sm3?: string;

                /** CertificateOriginal seals */
                seals?: tongban.v1.CertificateOriginal.Seals;

                /** CertificateOriginal sealedBy */
                sealedBy?: tongban.v1.CertificateSealing.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CertificateOriginal. */
            type $Shape = tongban.v1.CertificateOriginal.$Properties;

            /** Seals enum. */
            enum Seals {

                /** SEALS_UNSPECIFIED value */
                SEALS_UNSPECIFIED = 0,

                /** WHOLE value */
                WHOLE = 1,

                /** PARTLY_COVERED value */
                PARTLY_COVERED = 2,

                /** UNSIGNED value */
                UNSIGNED = 3,

                /** NOT_CHECKED value */
                NOT_CHECKED = 4
            }
        }

        /**
         * Properties of a CertificateAnswer.
         * @deprecated Use tongban.v1.CertificateAnswer.$Properties instead.
         */
        interface ICertificateAnswer extends tongban.v1.CertificateAnswer.$Properties {
        }

        /** Represents a CertificateAnswer. */
        class CertificateAnswer {

            /**
             * Constructs a new CertificateAnswer.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.CertificateAnswer.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CertificateAnswer useId. */
            useId: string;

            /** CertificateAnswer useSha256. */
            useSha256: string;

            /** CertificateAnswer certificateId. */
            certificateId: string;

            /** CertificateAnswer state. */
            state: tongban.v1.CertificateStatus.State;

            /** CertificateAnswer stateSince. */
            stateSince: string;

            /** CertificateAnswer fields. */
            fields: tongban.v1.CertificateField[];

            /** CertificateAnswer refusal. */
            refusal: string;

            /** CertificateAnswer copy. */
            copy: tongban.v1.BlobRef;

            /** CertificateAnswer original. */
            original: tongban.v1.CertificateOriginal;

            /** CertificateAnswer matches. */
            matches: tongban.v1.CertificateMatch[];

            /** CertificateAnswer fileMatches. */
            fileMatches: boolean;

            /** CertificateAnswer credential. */
            credential: string;

            /**
             * Encodes the specified CertificateAnswer message. Does not implicitly {@link tongban.v1.CertificateAnswer.verify|verify} messages.
             * @param message CertificateAnswer message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.CertificateAnswer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CertificateAnswer message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.CertificateAnswer & tongban.v1.CertificateAnswer.$Shape} CertificateAnswer
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.CertificateAnswer & tongban.v1.CertificateAnswer.$Shape;

            /**
             * Creates a CertificateAnswer message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CertificateAnswer
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.CertificateAnswer;

            /**
             * Creates a plain object from a CertificateAnswer message. Also converts values to other types if specified.
             * @param message CertificateAnswer
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.CertificateAnswer, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CertificateAnswer to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace CertificateAnswer {

            /** Properties of a CertificateAnswer. */
            interface $Properties {

                /** CertificateAnswer useId */
                useId?: string;

                /** CertificateAnswer useSha256 */
                useSha256?: string;

                /** CertificateAnswer certificateId */
                certificateId?: string;

                /** CertificateAnswer state */
                state?: tongban.v1.CertificateStatus.State;

                /** CertificateAnswer stateSince */
                stateSince?: string;

                /** CertificateAnswer fields */
                fields?: tongban.v1.CertificateField.$Properties[];

                /** CertificateAnswer refusal */
                refusal?: string;

                /** CertificateAnswer copy */
                copy?: tongban.v1.BlobRef.$Properties;

                /** CertificateAnswer original */
                original?: tongban.v1.CertificateOriginal.$Properties;

                /** CertificateAnswer matches */
                matches?: tongban.v1.CertificateMatch.$Properties[];

                /** CertificateAnswer fileMatches */
                fileMatches?: boolean;

                /** CertificateAnswer credential */
                credential?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CertificateAnswer. */
            type $Shape = tongban.v1.CertificateAnswer.$Properties;
        }

        /**
         * Properties of a CertificateEntry.
         * @deprecated Use tongban.v1.CertificateEntry.$Properties instead.
         */
        interface ICertificateEntry extends tongban.v1.CertificateEntry.$Properties {
        }

        /** Represents a CertificateEntry. */
        class CertificateEntry {

            /**
             * Constructs a new CertificateEntry.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.CertificateEntry.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CertificateEntry certificateId. */
            certificateId: string;

            /** CertificateEntry typeCode. */
            typeCode: string;

            /** CertificateEntry issuer. */
            issuer: string;

            /** CertificateEntry divisionCode. */
            divisionCode: string;

            /** CertificateEntry platform. */
            platform: string;

            /** CertificateEntry state. */
            state: tongban.v1.CertificateStatus.State;

            /** CertificateEntry stateSince. */
            stateSince: string;

            /** CertificateEntry supersededBy. */
            supersededBy: string;

            /** CertificateEntry validTo. */
            validTo: string;

            /**
             * Encodes the specified CertificateEntry message. Does not implicitly {@link tongban.v1.CertificateEntry.verify|verify} messages.
             * @param message CertificateEntry message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.CertificateEntry.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CertificateEntry message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.CertificateEntry & tongban.v1.CertificateEntry.$Shape} CertificateEntry
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.CertificateEntry & tongban.v1.CertificateEntry.$Shape;

            /**
             * Creates a CertificateEntry message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CertificateEntry
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.CertificateEntry;

            /**
             * Creates a plain object from a CertificateEntry message. Also converts values to other types if specified.
             * @param message CertificateEntry
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.CertificateEntry, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CertificateEntry to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace CertificateEntry {

            /** Properties of a CertificateEntry. */
            interface $Properties {

                /** CertificateEntry certificateId */
                certificateId?: string;

                /** CertificateEntry typeCode */
                typeCode?: string;

                /** CertificateEntry issuer */
                issuer?: string;

                /** CertificateEntry divisionCode */
                divisionCode?: string;

                /** CertificateEntry platform */
                platform?: string;

                /** CertificateEntry state */
                state?: tongban.v1.CertificateStatus.State;

                /** CertificateEntry stateSince */
                stateSince?: string;

                /** CertificateEntry supersededBy */
                supersededBy?: string;

                /** CertificateEntry validTo */
                validTo?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CertificateEntry. */
            type $Shape = tongban.v1.CertificateEntry.$Properties;
        }

        /**
         * Properties of a CertificateStatement.
         * @deprecated Use tongban.v1.CertificateStatement.$Properties instead.
         */
        interface ICertificateStatement extends tongban.v1.CertificateStatement.$Properties {
        }

        /** Represents a CertificateStatement. */
        class CertificateStatement {

            /**
             * Constructs a new CertificateStatement.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.CertificateStatement.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CertificateStatement useId. */
            useId: string;

            /** CertificateStatement requester. */
            requester: string;

            /** CertificateStatement operation. */
            operation: tongban.v1.CertificateOperation;

            /** CertificateStatement certificates. */
            certificates: tongban.v1.CertificateEntry[];

            /** CertificateStatement decidedAt. */
            decidedAt: string;

            /** CertificateStatement answerSha256. */
            answerSha256: string;

            /** CertificateStatement conditions. */
            conditions: string[];

            /**
             * Encodes the specified CertificateStatement message. Does not implicitly {@link tongban.v1.CertificateStatement.verify|verify} messages.
             * @param message CertificateStatement message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.CertificateStatement.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CertificateStatement message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.CertificateStatement & tongban.v1.CertificateStatement.$Shape} CertificateStatement
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.CertificateStatement & tongban.v1.CertificateStatement.$Shape;

            /**
             * Creates a CertificateStatement message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CertificateStatement
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.CertificateStatement;

            /**
             * Creates a plain object from a CertificateStatement message. Also converts values to other types if specified.
             * @param message CertificateStatement
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.CertificateStatement, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CertificateStatement to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace CertificateStatement {

            /** Properties of a CertificateStatement. */
            interface $Properties {

                /** CertificateStatement useId */
                useId?: string;

                /** CertificateStatement requester */
                requester?: string;

                /** CertificateStatement operation */
                operation?: tongban.v1.CertificateOperation;

                /** CertificateStatement certificates */
                certificates?: tongban.v1.CertificateEntry.$Properties[];

                /** CertificateStatement decidedAt */
                decidedAt?: string;

                /** CertificateStatement answerSha256 */
                answerSha256?: string;

                /** CertificateStatement conditions */
                conditions?: string[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CertificateStatement. */
            type $Shape = tongban.v1.CertificateStatement.$Properties;
        }

        /**
         * Properties of a CertificateAcknowledgement.
         * @deprecated Use tongban.v1.CertificateAcknowledgement.$Properties instead.
         */
        interface ICertificateAcknowledgement extends tongban.v1.CertificateAcknowledgement.$Properties {
        }

        /** Represents a CertificateAcknowledgement. */
        class CertificateAcknowledgement {

            /**
             * Constructs a new CertificateAcknowledgement.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.CertificateAcknowledgement.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CertificateAcknowledgement messageId. */
            messageId: string;

            /** CertificateAcknowledgement leafId. */
            leafId: string;

            /** CertificateAcknowledgement leaf. */
            leaf: Uint8Array;

            /** CertificateAcknowledgement salt. */
            salt: Uint8Array;

            /** CertificateAcknowledgement receipt. */
            receipt: tongban.v1.InclusionReceipt;

            /** CertificateAcknowledgement pending. */
            pending: boolean;

            /**
             * Encodes the specified CertificateAcknowledgement message. Does not implicitly {@link tongban.v1.CertificateAcknowledgement.verify|verify} messages.
             * @param message CertificateAcknowledgement message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.CertificateAcknowledgement.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CertificateAcknowledgement message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.CertificateAcknowledgement & tongban.v1.CertificateAcknowledgement.$Shape} CertificateAcknowledgement
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.CertificateAcknowledgement & tongban.v1.CertificateAcknowledgement.$Shape;

            /**
             * Creates a CertificateAcknowledgement message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CertificateAcknowledgement
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.CertificateAcknowledgement;

            /**
             * Creates a plain object from a CertificateAcknowledgement message. Also converts values to other types if specified.
             * @param message CertificateAcknowledgement
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.CertificateAcknowledgement, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CertificateAcknowledgement to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace CertificateAcknowledgement {

            /** Properties of a CertificateAcknowledgement. */
            interface $Properties {

                /** CertificateAcknowledgement messageId */
                messageId?: string;

                /** CertificateAcknowledgement leafId */
                leafId?: string;

                /** CertificateAcknowledgement leaf */
                leaf?: Uint8Array;

                /** CertificateAcknowledgement salt */
                salt?: Uint8Array;

                /** CertificateAcknowledgement receipt */
                receipt?: tongban.v1.InclusionReceipt.$Properties;

                /** CertificateAcknowledgement pending */
                pending?: boolean;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CertificateAcknowledgement. */
            type $Shape = tongban.v1.CertificateAcknowledgement.$Properties;
        }

        /**
         * Properties of a ReportCertificateRequest.
         * @deprecated Use tongban.v1.ReportCertificateRequest.$Properties instead.
         */
        interface IReportCertificateRequest extends tongban.v1.ReportCertificateRequest.$Properties {
        }

        /** Represents a ReportCertificateRequest. */
        class ReportCertificateRequest {

            /**
             * Constructs a new ReportCertificateRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ReportCertificateRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ReportCertificateRequest message. */
            message: tongban.v1.SignedMessage;

            /**
             * Encodes the specified ReportCertificateRequest message. Does not implicitly {@link tongban.v1.ReportCertificateRequest.verify|verify} messages.
             * @param message ReportCertificateRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ReportCertificateRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ReportCertificateRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ReportCertificateRequest & tongban.v1.ReportCertificateRequest.$Shape} ReportCertificateRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ReportCertificateRequest & tongban.v1.ReportCertificateRequest.$Shape;

            /**
             * Creates a ReportCertificateRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ReportCertificateRequest
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ReportCertificateRequest;

            /**
             * Creates a plain object from a ReportCertificateRequest message. Also converts values to other types if specified.
             * @param message ReportCertificateRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ReportCertificateRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ReportCertificateRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ReportCertificateRequest {

            /** Properties of a ReportCertificateRequest. */
            interface $Properties {

                /** ReportCertificateRequest message */
                message?: tongban.v1.SignedMessage.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ReportCertificateRequest. */
            type $Shape = tongban.v1.ReportCertificateRequest.$Properties;
        }

        /**
         * Properties of a ReportCertificateResponse.
         * @deprecated Use tongban.v1.ReportCertificateResponse.$Properties instead.
         */
        interface IReportCertificateResponse extends tongban.v1.ReportCertificateResponse.$Properties {
        }

        /** Represents a ReportCertificateResponse. */
        class ReportCertificateResponse {

            /**
             * Constructs a new ReportCertificateResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ReportCertificateResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ReportCertificateResponse acknowledgement. */
            acknowledgement: tongban.v1.CertificateAcknowledgement;

            /**
             * Encodes the specified ReportCertificateResponse message. Does not implicitly {@link tongban.v1.ReportCertificateResponse.verify|verify} messages.
             * @param message ReportCertificateResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ReportCertificateResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ReportCertificateResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ReportCertificateResponse & tongban.v1.ReportCertificateResponse.$Shape} ReportCertificateResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ReportCertificateResponse & tongban.v1.ReportCertificateResponse.$Shape;

            /**
             * Creates a ReportCertificateResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ReportCertificateResponse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ReportCertificateResponse;

            /**
             * Creates a plain object from a ReportCertificateResponse message. Also converts values to other types if specified.
             * @param message ReportCertificateResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ReportCertificateResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ReportCertificateResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ReportCertificateResponse {

            /** Properties of a ReportCertificateResponse. */
            interface $Properties {

                /** ReportCertificateResponse acknowledgement */
                acknowledgement?: tongban.v1.CertificateAcknowledgement.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ReportCertificateResponse. */
            type $Shape = tongban.v1.ReportCertificateResponse.$Properties;
        }

        /**
         * Properties of a GetReportAnswerRequest.
         * @deprecated Use tongban.v1.GetReportAnswerRequest.$Properties instead.
         */
        interface IGetReportAnswerRequest extends tongban.v1.GetReportAnswerRequest.$Properties {
        }

        /** Represents a GetReportAnswerRequest. */
        class GetReportAnswerRequest {

            /**
             * Constructs a new GetReportAnswerRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.GetReportAnswerRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetReportAnswerRequest messageId. */
            messageId: string;

            /**
             * Encodes the specified GetReportAnswerRequest message. Does not implicitly {@link tongban.v1.GetReportAnswerRequest.verify|verify} messages.
             * @param message GetReportAnswerRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.GetReportAnswerRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetReportAnswerRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.GetReportAnswerRequest & tongban.v1.GetReportAnswerRequest.$Shape} GetReportAnswerRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.GetReportAnswerRequest & tongban.v1.GetReportAnswerRequest.$Shape;

            /**
             * Creates a GetReportAnswerRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns GetReportAnswerRequest
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.GetReportAnswerRequest;

            /**
             * Creates a plain object from a GetReportAnswerRequest message. Also converts values to other types if specified.
             * @param message GetReportAnswerRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.GetReportAnswerRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this GetReportAnswerRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace GetReportAnswerRequest {

            /** Properties of a GetReportAnswerRequest. */
            interface $Properties {

                /** GetReportAnswerRequest messageId */
                messageId?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetReportAnswerRequest. */
            type $Shape = tongban.v1.GetReportAnswerRequest.$Properties;
        }

        /**
         * Properties of a GetReportAnswerResponse.
         * @deprecated Use tongban.v1.GetReportAnswerResponse.$Properties instead.
         */
        interface IGetReportAnswerResponse extends tongban.v1.GetReportAnswerResponse.$Properties {
        }

        /** Represents a GetReportAnswerResponse. */
        class GetReportAnswerResponse {

            /**
             * Constructs a new GetReportAnswerResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.GetReportAnswerResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetReportAnswerResponse acknowledgement. */
            acknowledgement: tongban.v1.CertificateAcknowledgement;

            /**
             * Encodes the specified GetReportAnswerResponse message. Does not implicitly {@link tongban.v1.GetReportAnswerResponse.verify|verify} messages.
             * @param message GetReportAnswerResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.GetReportAnswerResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetReportAnswerResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.GetReportAnswerResponse & tongban.v1.GetReportAnswerResponse.$Shape} GetReportAnswerResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.GetReportAnswerResponse & tongban.v1.GetReportAnswerResponse.$Shape;

            /**
             * Creates a GetReportAnswerResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns GetReportAnswerResponse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.GetReportAnswerResponse;

            /**
             * Creates a plain object from a GetReportAnswerResponse message. Also converts values to other types if specified.
             * @param message GetReportAnswerResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.GetReportAnswerResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this GetReportAnswerResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace GetReportAnswerResponse {

            /** Properties of a GetReportAnswerResponse. */
            interface $Properties {

                /** GetReportAnswerResponse acknowledgement */
                acknowledgement?: tongban.v1.CertificateAcknowledgement.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetReportAnswerResponse. */
            type $Shape = tongban.v1.GetReportAnswerResponse.$Properties;
        }

        /**
         * Properties of a GrantConsentRequest.
         * @deprecated Use tongban.v1.GrantConsentRequest.$Properties instead.
         */
        interface IGrantConsentRequest extends tongban.v1.GrantConsentRequest.$Properties {
        }

        /** Represents a GrantConsentRequest. */
        class GrantConsentRequest {

            /**
             * Constructs a new GrantConsentRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.GrantConsentRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GrantConsentRequest message. */
            message: tongban.v1.SignedMessage;

            /**
             * Encodes the specified GrantConsentRequest message. Does not implicitly {@link tongban.v1.GrantConsentRequest.verify|verify} messages.
             * @param message GrantConsentRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.GrantConsentRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GrantConsentRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.GrantConsentRequest & tongban.v1.GrantConsentRequest.$Shape} GrantConsentRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.GrantConsentRequest & tongban.v1.GrantConsentRequest.$Shape;

            /**
             * Creates a GrantConsentRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns GrantConsentRequest
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.GrantConsentRequest;

            /**
             * Creates a plain object from a GrantConsentRequest message. Also converts values to other types if specified.
             * @param message GrantConsentRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.GrantConsentRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this GrantConsentRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace GrantConsentRequest {

            /** Properties of a GrantConsentRequest. */
            interface $Properties {

                /** GrantConsentRequest message */
                message?: tongban.v1.SignedMessage.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GrantConsentRequest. */
            type $Shape = tongban.v1.GrantConsentRequest.$Properties;
        }

        /**
         * Properties of a GrantConsentResponse.
         * @deprecated Use tongban.v1.GrantConsentResponse.$Properties instead.
         */
        interface IGrantConsentResponse extends tongban.v1.GrantConsentResponse.$Properties {
        }

        /** Represents a GrantConsentResponse. */
        class GrantConsentResponse {

            /**
             * Constructs a new GrantConsentResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.GrantConsentResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GrantConsentResponse acknowledgement. */
            acknowledgement: tongban.v1.CertificateAcknowledgement;

            /**
             * Encodes the specified GrantConsentResponse message. Does not implicitly {@link tongban.v1.GrantConsentResponse.verify|verify} messages.
             * @param message GrantConsentResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.GrantConsentResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GrantConsentResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.GrantConsentResponse & tongban.v1.GrantConsentResponse.$Shape} GrantConsentResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.GrantConsentResponse & tongban.v1.GrantConsentResponse.$Shape;

            /**
             * Creates a GrantConsentResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns GrantConsentResponse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.GrantConsentResponse;

            /**
             * Creates a plain object from a GrantConsentResponse message. Also converts values to other types if specified.
             * @param message GrantConsentResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.GrantConsentResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this GrantConsentResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace GrantConsentResponse {

            /** Properties of a GrantConsentResponse. */
            interface $Properties {

                /** GrantConsentResponse acknowledgement */
                acknowledgement?: tongban.v1.CertificateAcknowledgement.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GrantConsentResponse. */
            type $Shape = tongban.v1.GrantConsentResponse.$Properties;
        }

        /**
         * Properties of a RevokeConsentRequest.
         * @deprecated Use tongban.v1.RevokeConsentRequest.$Properties instead.
         */
        interface IRevokeConsentRequest extends tongban.v1.RevokeConsentRequest.$Properties {
        }

        /** Represents a RevokeConsentRequest. */
        class RevokeConsentRequest {

            /**
             * Constructs a new RevokeConsentRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.RevokeConsentRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RevokeConsentRequest message. */
            message: tongban.v1.SignedMessage;

            /**
             * Encodes the specified RevokeConsentRequest message. Does not implicitly {@link tongban.v1.RevokeConsentRequest.verify|verify} messages.
             * @param message RevokeConsentRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.RevokeConsentRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RevokeConsentRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.RevokeConsentRequest & tongban.v1.RevokeConsentRequest.$Shape} RevokeConsentRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.RevokeConsentRequest & tongban.v1.RevokeConsentRequest.$Shape;

            /**
             * Creates a RevokeConsentRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns RevokeConsentRequest
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.RevokeConsentRequest;

            /**
             * Creates a plain object from a RevokeConsentRequest message. Also converts values to other types if specified.
             * @param message RevokeConsentRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.RevokeConsentRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this RevokeConsentRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace RevokeConsentRequest {

            /** Properties of a RevokeConsentRequest. */
            interface $Properties {

                /** RevokeConsentRequest message */
                message?: tongban.v1.SignedMessage.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RevokeConsentRequest. */
            type $Shape = tongban.v1.RevokeConsentRequest.$Properties;
        }

        /**
         * Properties of a RevokeConsentResponse.
         * @deprecated Use tongban.v1.RevokeConsentResponse.$Properties instead.
         */
        interface IRevokeConsentResponse extends tongban.v1.RevokeConsentResponse.$Properties {
        }

        /** Represents a RevokeConsentResponse. */
        class RevokeConsentResponse {

            /**
             * Constructs a new RevokeConsentResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.RevokeConsentResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RevokeConsentResponse acknowledgement. */
            acknowledgement: tongban.v1.CertificateAcknowledgement;

            /**
             * Encodes the specified RevokeConsentResponse message. Does not implicitly {@link tongban.v1.RevokeConsentResponse.verify|verify} messages.
             * @param message RevokeConsentResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.RevokeConsentResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RevokeConsentResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.RevokeConsentResponse & tongban.v1.RevokeConsentResponse.$Shape} RevokeConsentResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.RevokeConsentResponse & tongban.v1.RevokeConsentResponse.$Shape;

            /**
             * Creates a RevokeConsentResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns RevokeConsentResponse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.RevokeConsentResponse;

            /**
             * Creates a plain object from a RevokeConsentResponse message. Also converts values to other types if specified.
             * @param message RevokeConsentResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.RevokeConsentResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this RevokeConsentResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace RevokeConsentResponse {

            /** Properties of a RevokeConsentResponse. */
            interface $Properties {

                /** RevokeConsentResponse acknowledgement */
                acknowledgement?: tongban.v1.CertificateAcknowledgement.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RevokeConsentResponse. */
            type $Shape = tongban.v1.RevokeConsentResponse.$Properties;
        }

        /**
         * Properties of a UseCertificateRequest.
         * @deprecated Use tongban.v1.UseCertificateRequest.$Properties instead.
         */
        interface IUseCertificateRequest extends tongban.v1.UseCertificateRequest.$Properties {
        }

        /** Represents a UseCertificateRequest. */
        class UseCertificateRequest {

            /**
             * Constructs a new UseCertificateRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.UseCertificateRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** UseCertificateRequest message. */
            message: tongban.v1.SignedMessage;

            /**
             * Encodes the specified UseCertificateRequest message. Does not implicitly {@link tongban.v1.UseCertificateRequest.verify|verify} messages.
             * @param message UseCertificateRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.UseCertificateRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a UseCertificateRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.UseCertificateRequest & tongban.v1.UseCertificateRequest.$Shape} UseCertificateRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.UseCertificateRequest & tongban.v1.UseCertificateRequest.$Shape;

            /**
             * Creates a UseCertificateRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns UseCertificateRequest
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.UseCertificateRequest;

            /**
             * Creates a plain object from a UseCertificateRequest message. Also converts values to other types if specified.
             * @param message UseCertificateRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.UseCertificateRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this UseCertificateRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace UseCertificateRequest {

            /** Properties of a UseCertificateRequest. */
            interface $Properties {

                /** UseCertificateRequest message */
                message?: tongban.v1.SignedMessage.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a UseCertificateRequest. */
            type $Shape = tongban.v1.UseCertificateRequest.$Properties;
        }

        /**
         * Properties of a UseCertificateResponse.
         * @deprecated Use tongban.v1.UseCertificateResponse.$Properties instead.
         */
        interface IUseCertificateResponse extends tongban.v1.UseCertificateResponse.$Properties {
        }

        /** Represents a UseCertificateResponse. */
        class UseCertificateResponse {

            /**
             * Constructs a new UseCertificateResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.UseCertificateResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** UseCertificateResponse useId. */
            useId: string;

            /** UseCertificateResponse salt. */
            salt: Uint8Array;

            /** UseCertificateResponse statement. */
            statement: tongban.v1.SignedMessage;

            /** UseCertificateResponse answer. */
            answer: tongban.v1.SignedMessage;

            /**
             * Encodes the specified UseCertificateResponse message. Does not implicitly {@link tongban.v1.UseCertificateResponse.verify|verify} messages.
             * @param message UseCertificateResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.UseCertificateResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a UseCertificateResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.UseCertificateResponse & tongban.v1.UseCertificateResponse.$Shape} UseCertificateResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.UseCertificateResponse & tongban.v1.UseCertificateResponse.$Shape;

            /**
             * Creates a UseCertificateResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns UseCertificateResponse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.UseCertificateResponse;

            /**
             * Creates a plain object from a UseCertificateResponse message. Also converts values to other types if specified.
             * @param message UseCertificateResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.UseCertificateResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this UseCertificateResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace UseCertificateResponse {

            /** Properties of a UseCertificateResponse. */
            interface $Properties {

                /** UseCertificateResponse useId */
                useId?: string;

                /** UseCertificateResponse salt */
                salt?: Uint8Array;

                /** UseCertificateResponse statement */
                statement?: tongban.v1.SignedMessage.$Properties;

                /** UseCertificateResponse answer */
                answer?: tongban.v1.SignedMessage.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a UseCertificateResponse. */
            type $Shape = tongban.v1.UseCertificateResponse.$Properties;
        }

        /**
         * Properties of a ServeRequest.
         * @deprecated Use tongban.v1.ServeRequest.$Properties instead.
         */
        interface IServeRequest extends tongban.v1.ServeRequest.$Properties {
        }

        /** Represents a ServeRequest. */
        class ServeRequest {

            /**
             * Constructs a new ServeRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ServeRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ServeRequest open. */
            open: (tongban.v1.OpenLine|null);

            /** ServeRequest answers. */
            answers: (tongban.v1.LineAnswers|null);

            /** ServeRequest part. */
            part?: ("open"|"answers");

            /**
             * Encodes the specified ServeRequest message. Does not implicitly {@link tongban.v1.ServeRequest.verify|verify} messages.
             * @param message ServeRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ServeRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ServeRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ServeRequest & tongban.v1.ServeRequest.$Shape} ServeRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ServeRequest & tongban.v1.ServeRequest.$Shape;

            /**
             * Creates a ServeRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ServeRequest
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ServeRequest;

            /**
             * Creates a plain object from a ServeRequest message. Also converts values to other types if specified.
             * @param message ServeRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ServeRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ServeRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ServeRequest {

            /** Properties of a ServeRequest. */
            interface $Properties {

                /** ServeRequest open */
                open?: (tongban.v1.OpenLine.$Properties|null);

                /** ServeRequest answers */
                answers?: (tongban.v1.LineAnswers.$Properties|null);

                /** ServeRequest part */
                part?: ("open"|"answers");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a ServeRequest. */
            type $Shape = {
              open?: tongban.v1.OpenLine.$Shape|null;
              answers?: tongban.v1.LineAnswers.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ part?: undefined; open?: null; answers?: null }|{ part?: "open"; open: tongban.v1.OpenLine.$Shape; answers?: null }|{ part?: "answers"; open?: null; answers: tongban.v1.LineAnswers.$Shape })
            );
        }

        /**
         * Properties of a LineAnswers.
         * @deprecated Use tongban.v1.LineAnswers.$Properties instead.
         */
        interface ILineAnswers extends tongban.v1.LineAnswers.$Properties {
        }

        /** Represents a LineAnswers. */
        class LineAnswers {

            /**
             * Constructs a new LineAnswers.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.LineAnswers.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** LineAnswers answers. */
            answers: tongban.v1.LineAnswer[];

            /**
             * Encodes the specified LineAnswers message. Does not implicitly {@link tongban.v1.LineAnswers.verify|verify} messages.
             * @param message LineAnswers message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.LineAnswers.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a LineAnswers message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.LineAnswers & tongban.v1.LineAnswers.$Shape} LineAnswers
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.LineAnswers & tongban.v1.LineAnswers.$Shape;

            /**
             * Creates a LineAnswers message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns LineAnswers
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.LineAnswers;

            /**
             * Creates a plain object from a LineAnswers message. Also converts values to other types if specified.
             * @param message LineAnswers
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.LineAnswers, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this LineAnswers to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace LineAnswers {

            /** Properties of a LineAnswers. */
            interface $Properties {

                /** LineAnswers answers */
                answers?: tongban.v1.LineAnswer.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a LineAnswers. */
            type $Shape = {
              answers?: tongban.v1.LineAnswer.$Shape[];
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of an OpenLine.
         * @deprecated Use tongban.v1.OpenLine.$Properties instead.
         */
        interface IOpenLine extends tongban.v1.OpenLine.$Properties {
        }

        /** Represents an OpenLine. */
        class OpenLine {

            /**
             * Constructs a new OpenLine.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.OpenLine.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** OpenLine maxInFlight. */
            maxInFlight: number;

            /**
             * Encodes the specified OpenLine message. Does not implicitly {@link tongban.v1.OpenLine.verify|verify} messages.
             * @param message OpenLine message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.OpenLine.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an OpenLine message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.OpenLine & tongban.v1.OpenLine.$Shape} OpenLine
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.OpenLine & tongban.v1.OpenLine.$Shape;

            /**
             * Creates an OpenLine message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns OpenLine
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.OpenLine;

            /**
             * Creates a plain object from an OpenLine message. Also converts values to other types if specified.
             * @param message OpenLine
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.OpenLine, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this OpenLine to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace OpenLine {

            /** Properties of an OpenLine. */
            interface $Properties {

                /** OpenLine maxInFlight */
                maxInFlight?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an OpenLine. */
            type $Shape = tongban.v1.OpenLine.$Properties;
        }

        /**
         * Properties of a LineAnswer.
         * @deprecated Use tongban.v1.LineAnswer.$Properties instead.
         */
        interface ILineAnswer extends tongban.v1.LineAnswer.$Properties {
        }

        /** Represents a LineAnswer. */
        class LineAnswer {

            /**
             * Constructs a new LineAnswer.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.LineAnswer.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** LineAnswer useId. */
            useId: string;

            /** LineAnswer message. */
            message: (tongban.v1.SignedMessage|null);

            /** LineAnswer error. */
            error: (tongban.v1.Error|null);

            /** LineAnswer outcome. */
            outcome?: ("message"|"error");

            /**
             * Encodes the specified LineAnswer message. Does not implicitly {@link tongban.v1.LineAnswer.verify|verify} messages.
             * @param message LineAnswer message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.LineAnswer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a LineAnswer message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.LineAnswer & tongban.v1.LineAnswer.$Shape} LineAnswer
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.LineAnswer & tongban.v1.LineAnswer.$Shape;

            /**
             * Creates a LineAnswer message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns LineAnswer
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.LineAnswer;

            /**
             * Creates a plain object from a LineAnswer message. Also converts values to other types if specified.
             * @param message LineAnswer
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.LineAnswer, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this LineAnswer to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace LineAnswer {

            /** Properties of a LineAnswer. */
            interface $Properties {

                /** LineAnswer useId */
                useId?: string;

                /** LineAnswer message */
                message?: (tongban.v1.SignedMessage.$Properties|null);

                /** LineAnswer error */
                error?: (tongban.v1.Error.$Properties|null);

                /** LineAnswer outcome */
                outcome?: ("message"|"error");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a LineAnswer. */
            type $Shape = {
              useId?: string;
              message?: tongban.v1.SignedMessage.$Shape|null;
              error?: tongban.v1.Error.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ outcome?: undefined; message?: null; error?: null }|{ outcome?: "message"; message: tongban.v1.SignedMessage.$Shape; error?: null }|{ outcome?: "error"; message?: null; error: tongban.v1.Error.$Shape })
            );
        }

        /**
         * Properties of a ServeResponse.
         * @deprecated Use tongban.v1.ServeResponse.$Properties instead.
         */
        interface IServeResponse extends tongban.v1.ServeResponse.$Properties {
        }

        /** Represents a ServeResponse. */
        class ServeResponse {

            /**
             * Constructs a new ServeResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ServeResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ServeResponse queries. */
            queries: tongban.v1.CertificateQuery[];

            /**
             * Encodes the specified ServeResponse message. Does not implicitly {@link tongban.v1.ServeResponse.verify|verify} messages.
             * @param message ServeResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ServeResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ServeResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ServeResponse & tongban.v1.ServeResponse.$Shape} ServeResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ServeResponse & tongban.v1.ServeResponse.$Shape;

            /**
             * Creates a ServeResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ServeResponse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ServeResponse;

            /**
             * Creates a plain object from a ServeResponse message. Also converts values to other types if specified.
             * @param message ServeResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ServeResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ServeResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ServeResponse {

            /** Properties of a ServeResponse. */
            interface $Properties {

                /** ServeResponse queries */
                queries?: tongban.v1.CertificateQuery.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ServeResponse. */
            type $Shape = tongban.v1.ServeResponse.$Properties;
        }

        /**
         * Properties of a CertificateQuery.
         * @deprecated Use tongban.v1.CertificateQuery.$Properties instead.
         */
        interface ICertificateQuery extends tongban.v1.CertificateQuery.$Properties {
        }

        /** Represents a CertificateQuery. */
        class CertificateQuery {

            /**
             * Constructs a new CertificateQuery.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.CertificateQuery.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CertificateQuery useId. */
            useId: string;

            /** CertificateQuery requester. */
            requester: string;

            /** CertificateQuery use. */
            use: tongban.v1.SignedMessage;

            /** CertificateQuery waitMs. */
            waitMs: number;

            /** CertificateQuery presentation. */
            presentation: tongban.v1.SignedMessage;

            /**
             * Encodes the specified CertificateQuery message. Does not implicitly {@link tongban.v1.CertificateQuery.verify|verify} messages.
             * @param message CertificateQuery message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.CertificateQuery.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CertificateQuery message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.CertificateQuery & tongban.v1.CertificateQuery.$Shape} CertificateQuery
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.CertificateQuery & tongban.v1.CertificateQuery.$Shape;

            /**
             * Creates a CertificateQuery message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CertificateQuery
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.CertificateQuery;

            /**
             * Creates a plain object from a CertificateQuery message. Also converts values to other types if specified.
             * @param message CertificateQuery
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.CertificateQuery, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CertificateQuery to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace CertificateQuery {

            /** Properties of a CertificateQuery. */
            interface $Properties {

                /** CertificateQuery useId */
                useId?: string;

                /** CertificateQuery requester */
                requester?: string;

                /** CertificateQuery use */
                use?: tongban.v1.SignedMessage.$Properties;

                /** CertificateQuery waitMs */
                waitMs?: number;

                /** CertificateQuery presentation */
                presentation?: tongban.v1.SignedMessage.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CertificateQuery. */
            type $Shape = tongban.v1.CertificateQuery.$Properties;
        }

        /** CertificateUseView enum. */
        enum CertificateUseView {

            /** CERTIFICATE_USE_VIEW_UNSPECIFIED value */
            CERTIFICATE_USE_VIEW_UNSPECIFIED = 0,

            /** BY_ME value */
            BY_ME = 1,

            /** OF_MY_CERTIFICATES value */
            OF_MY_CERTIFICATES = 2,

            /** OF_HOLDER value */
            OF_HOLDER = 3
        }

        /**
         * Properties of a ListCertificateUsesRequest.
         * @deprecated Use tongban.v1.ListCertificateUsesRequest.$Properties instead.
         */
        interface IListCertificateUsesRequest extends tongban.v1.ListCertificateUsesRequest.$Properties {
        }

        /** Represents a ListCertificateUsesRequest. */
        class ListCertificateUsesRequest {

            /**
             * Constructs a new ListCertificateUsesRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ListCertificateUsesRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListCertificateUsesRequest view. */
            view: tongban.v1.CertificateUseView;

            /** ListCertificateUsesRequest holder. */
            holder: tongban.v1.CertificateHolder;

            /** ListCertificateUsesRequest before. */
            before: string;

            /** ListCertificateUsesRequest limit. */
            limit: number;

            /**
             * Encodes the specified ListCertificateUsesRequest message. Does not implicitly {@link tongban.v1.ListCertificateUsesRequest.verify|verify} messages.
             * @param message ListCertificateUsesRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ListCertificateUsesRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListCertificateUsesRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ListCertificateUsesRequest & tongban.v1.ListCertificateUsesRequest.$Shape} ListCertificateUsesRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ListCertificateUsesRequest & tongban.v1.ListCertificateUsesRequest.$Shape;

            /**
             * Creates a ListCertificateUsesRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ListCertificateUsesRequest
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ListCertificateUsesRequest;

            /**
             * Creates a plain object from a ListCertificateUsesRequest message. Also converts values to other types if specified.
             * @param message ListCertificateUsesRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ListCertificateUsesRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ListCertificateUsesRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ListCertificateUsesRequest {

            /** Properties of a ListCertificateUsesRequest. */
            interface $Properties {

                /** ListCertificateUsesRequest view */
                view?: tongban.v1.CertificateUseView;

                /** ListCertificateUsesRequest holder */
                holder?: tongban.v1.CertificateHolder.$Properties;

                /** ListCertificateUsesRequest before */
                before?: string;

                /** ListCertificateUsesRequest limit */
                limit?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListCertificateUsesRequest. */
            type $Shape = tongban.v1.ListCertificateUsesRequest.$Properties;
        }

        /**
         * Properties of a ListCertificateUsesResponse.
         * @deprecated Use tongban.v1.ListCertificateUsesResponse.$Properties instead.
         */
        interface IListCertificateUsesResponse extends tongban.v1.ListCertificateUsesResponse.$Properties {
        }

        /** Represents a ListCertificateUsesResponse. */
        class ListCertificateUsesResponse {

            /**
             * Constructs a new ListCertificateUsesResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ListCertificateUsesResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListCertificateUsesResponse uses. */
            uses: tongban.v1.CertificateUse[];

            /**
             * Encodes the specified ListCertificateUsesResponse message. Does not implicitly {@link tongban.v1.ListCertificateUsesResponse.verify|verify} messages.
             * @param message ListCertificateUsesResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ListCertificateUsesResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListCertificateUsesResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ListCertificateUsesResponse & tongban.v1.ListCertificateUsesResponse.$Shape} ListCertificateUsesResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ListCertificateUsesResponse & tongban.v1.ListCertificateUsesResponse.$Shape;

            /**
             * Creates a ListCertificateUsesResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ListCertificateUsesResponse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ListCertificateUsesResponse;

            /**
             * Creates a plain object from a ListCertificateUsesResponse message. Also converts values to other types if specified.
             * @param message ListCertificateUsesResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ListCertificateUsesResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ListCertificateUsesResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ListCertificateUsesResponse {

            /** Properties of a ListCertificateUsesResponse. */
            interface $Properties {

                /** ListCertificateUsesResponse uses */
                uses?: tongban.v1.CertificateUse.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListCertificateUsesResponse. */
            type $Shape = tongban.v1.ListCertificateUsesResponse.$Properties;
        }

        /** CertificateOutcome enum. */
        enum CertificateOutcome {

            /** CERTIFICATE_OUTCOME_UNSPECIFIED value */
            CERTIFICATE_OUTCOME_UNSPECIFIED = 0,

            /** REFUSED value */
            REFUSED = 1,

            /** ANSWERED value */
            ANSWERED = 2,

            /** ASKED value */
            ASKED = 3,

            /** RELEASED value */
            RELEASED = 4,

            /** REFUSED_BY_ISSUER value */
            REFUSED_BY_ISSUER = 5,

            /** UNVERIFIED value */
            UNVERIFIED = 6,

            /** UNREACHABLE value */
            UNREACHABLE = 7,

            /** NOT_VALID value */
            NOT_VALID = 8,

            /** CONSENT_ENDED value */
            CONSENT_ENDED = 9,

            /** INTERRUPTED value */
            INTERRUPTED = 10,

            /** SEAL_NOT_ALLOWED value */
            SEAL_NOT_ALLOWED = 11
        }

        /**
         * Properties of a CertificateUse.
         * @deprecated Use tongban.v1.CertificateUse.$Properties instead.
         */
        interface ICertificateUse extends tongban.v1.CertificateUse.$Properties {
        }

        /** Represents a CertificateUse. */
        class CertificateUse {

            /**
             * Constructs a new CertificateUse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.CertificateUse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CertificateUse useId. */
            useId: string;

            /** CertificateUse requester. */
            requester: string;

            /** CertificateUse organisation. */
            organisation: string;

            /** CertificateUse clerk. */
            clerk: string;

            /** CertificateUse operation. */
            operation: tongban.v1.CertificateOperation;

            /** CertificateUse certificateId. */
            certificateId: string;

            /** CertificateUse typeCode. */
            typeCode: string;

            /** CertificateUse platform. */
            platform: string;

            /** CertificateUse basicCode. */
            basicCode: string;

            /** CertificateUse caseRef. */
            caseRef: string;

            /** CertificateUse consentId. */
            consentId: string;

            /** CertificateUse duty. */
            duty: string;

            /** CertificateUse fields. */
            fields: string[];

            /** CertificateUse decidedAt. */
            decidedAt: string;

            /** CertificateUse outcome. */
            outcome: tongban.v1.CertificateOutcome;

            /** CertificateUse code. */
            code: tongban.v1.ErrorCode;

            /** CertificateUse presentationId. */
            presentationId: string;

            /**
             * Encodes the specified CertificateUse message. Does not implicitly {@link tongban.v1.CertificateUse.verify|verify} messages.
             * @param message CertificateUse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.CertificateUse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CertificateUse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.CertificateUse & tongban.v1.CertificateUse.$Shape} CertificateUse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.CertificateUse & tongban.v1.CertificateUse.$Shape;

            /**
             * Creates a CertificateUse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CertificateUse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.CertificateUse;

            /**
             * Creates a plain object from a CertificateUse message. Also converts values to other types if specified.
             * @param message CertificateUse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.CertificateUse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CertificateUse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace CertificateUse {

            /** Properties of a CertificateUse. */
            interface $Properties {

                /** CertificateUse useId */
                useId?: string;

                /** CertificateUse requester */
                requester?: string;

                /** CertificateUse organisation */
                organisation?: string;

                /** CertificateUse clerk */
                clerk?: string;

                /** CertificateUse operation */
                operation?: tongban.v1.CertificateOperation;

                /** CertificateUse certificateId */
                certificateId?: string;

                /** CertificateUse typeCode */
                typeCode?: string;

                /** CertificateUse platform */
                platform?: string;

                /** CertificateUse basicCode */
                basicCode?: string;

                /** CertificateUse caseRef */
                caseRef?: string;

                /** CertificateUse consentId */
                consentId?: string;

                /** CertificateUse duty */
                duty?: string;

                /** CertificateUse fields */
                fields?: string[];

                /** CertificateUse decidedAt */
                decidedAt?: string;

                /** CertificateUse outcome */
                outcome?: tongban.v1.CertificateOutcome;

                /** CertificateUse code */
                code?: tongban.v1.ErrorCode;

                /** CertificateUse presentationId */
                presentationId?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CertificateUse. */
            type $Shape = tongban.v1.CertificateUse.$Properties;
        }

        /**
         * Properties of a ListCertificateTypesRequest.
         * @deprecated Use tongban.v1.ListCertificateTypesRequest.$Properties instead.
         */
        interface IListCertificateTypesRequest extends tongban.v1.ListCertificateTypesRequest.$Properties {
        }

        /** Represents a ListCertificateTypesRequest. */
        class ListCertificateTypesRequest {

            /**
             * Constructs a new ListCertificateTypesRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ListCertificateTypesRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Encodes the specified ListCertificateTypesRequest message. Does not implicitly {@link tongban.v1.ListCertificateTypesRequest.verify|verify} messages.
             * @param message ListCertificateTypesRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ListCertificateTypesRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListCertificateTypesRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ListCertificateTypesRequest & tongban.v1.ListCertificateTypesRequest.$Shape} ListCertificateTypesRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ListCertificateTypesRequest & tongban.v1.ListCertificateTypesRequest.$Shape;

            /**
             * Creates a ListCertificateTypesRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ListCertificateTypesRequest
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ListCertificateTypesRequest;

            /**
             * Creates a plain object from a ListCertificateTypesRequest message. Also converts values to other types if specified.
             * @param message ListCertificateTypesRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ListCertificateTypesRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ListCertificateTypesRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ListCertificateTypesRequest {

            /** Properties of a ListCertificateTypesRequest. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListCertificateTypesRequest. */
            type $Shape = tongban.v1.ListCertificateTypesRequest.$Properties;
        }

        /**
         * Properties of a ListCertificateTypesResponse.
         * @deprecated Use tongban.v1.ListCertificateTypesResponse.$Properties instead.
         */
        interface IListCertificateTypesResponse extends tongban.v1.ListCertificateTypesResponse.$Properties {
        }

        /** Represents a ListCertificateTypesResponse. */
        class ListCertificateTypesResponse {

            /**
             * Constructs a new ListCertificateTypesResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ListCertificateTypesResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListCertificateTypesResponse types. */
            types: tongban.v1.CertificateType[];

            /**
             * Encodes the specified ListCertificateTypesResponse message. Does not implicitly {@link tongban.v1.ListCertificateTypesResponse.verify|verify} messages.
             * @param message ListCertificateTypesResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ListCertificateTypesResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListCertificateTypesResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ListCertificateTypesResponse & tongban.v1.ListCertificateTypesResponse.$Shape} ListCertificateTypesResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ListCertificateTypesResponse & tongban.v1.ListCertificateTypesResponse.$Shape;

            /**
             * Creates a ListCertificateTypesResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ListCertificateTypesResponse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ListCertificateTypesResponse;

            /**
             * Creates a plain object from a ListCertificateTypesResponse message. Also converts values to other types if specified.
             * @param message ListCertificateTypesResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ListCertificateTypesResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ListCertificateTypesResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ListCertificateTypesResponse {

            /** Properties of a ListCertificateTypesResponse. */
            interface $Properties {

                /** ListCertificateTypesResponse types */
                types?: tongban.v1.CertificateType.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListCertificateTypesResponse. */
            type $Shape = tongban.v1.ListCertificateTypesResponse.$Properties;
        }

        /**
         * Properties of a CertificateType.
         * @deprecated Use tongban.v1.CertificateType.$Properties instead.
         */
        interface ICertificateType extends tongban.v1.CertificateType.$Properties {
        }

        /** Represents a CertificateType. */
        class CertificateType {

            /**
             * Constructs a new CertificateType.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.CertificateType.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CertificateType typeCode. */
            typeCode: string;

            /** CertificateType name. */
            name: string;

            /** CertificateType validFrom. */
            validFrom: string;

            /** CertificateType validTo. */
            validTo: string;

            /** CertificateType holderCodeTypes. */
            holderCodeTypes: string[];

            /**
             * Encodes the specified CertificateType message. Does not implicitly {@link tongban.v1.CertificateType.verify|verify} messages.
             * @param message CertificateType message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.CertificateType.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CertificateType message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.CertificateType & tongban.v1.CertificateType.$Shape} CertificateType
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.CertificateType & tongban.v1.CertificateType.$Shape;

            /**
             * Creates a CertificateType message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CertificateType
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.CertificateType;

            /**
             * Creates a plain object from a CertificateType message. Also converts values to other types if specified.
             * @param message CertificateType
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.CertificateType, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CertificateType to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace CertificateType {

            /** Properties of a CertificateType. */
            interface $Properties {

                /** CertificateType typeCode */
                typeCode?: string;

                /** CertificateType name */
                name?: string;

                /** CertificateType validFrom */
                validFrom?: string;

                /** CertificateType validTo */
                validTo?: string;

                /** CertificateType holderCodeTypes */
                holderCodeTypes?: string[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CertificateType. */
            type $Shape = tongban.v1.CertificateType.$Properties;
        }

        /**
         * Properties of a ListCaseMaterialsRequest.
         * @deprecated Use tongban.v1.ListCaseMaterialsRequest.$Properties instead.
         */
        interface IListCaseMaterialsRequest extends tongban.v1.ListCaseMaterialsRequest.$Properties {
        }

        /** Represents a ListCaseMaterialsRequest. */
        class ListCaseMaterialsRequest {

            /**
             * Constructs a new ListCaseMaterialsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ListCaseMaterialsRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListCaseMaterialsRequest caseNo. */
            caseNo: string;

            /**
             * Encodes the specified ListCaseMaterialsRequest message. Does not implicitly {@link tongban.v1.ListCaseMaterialsRequest.verify|verify} messages.
             * @param message ListCaseMaterialsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ListCaseMaterialsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListCaseMaterialsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ListCaseMaterialsRequest & tongban.v1.ListCaseMaterialsRequest.$Shape} ListCaseMaterialsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ListCaseMaterialsRequest & tongban.v1.ListCaseMaterialsRequest.$Shape;

            /**
             * Creates a ListCaseMaterialsRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ListCaseMaterialsRequest
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ListCaseMaterialsRequest;

            /**
             * Creates a plain object from a ListCaseMaterialsRequest message. Also converts values to other types if specified.
             * @param message ListCaseMaterialsRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ListCaseMaterialsRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ListCaseMaterialsRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ListCaseMaterialsRequest {

            /** Properties of a ListCaseMaterialsRequest. */
            interface $Properties {

                /** ListCaseMaterialsRequest caseNo */
                caseNo?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListCaseMaterialsRequest. */
            type $Shape = tongban.v1.ListCaseMaterialsRequest.$Properties;
        }

        /**
         * Properties of a CaseMaterial.
         * @deprecated Use tongban.v1.CaseMaterial.$Properties instead.
         */
        interface ICaseMaterial extends tongban.v1.CaseMaterial.$Properties {
        }

        /** Represents a CaseMaterial. */
        class CaseMaterial {

            /**
             * Constructs a new CaseMaterial.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.CaseMaterial.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CaseMaterial name. */
            name: string;

            /** CaseMaterial code. */
            code: string;

            /** CaseMaterial standing. */
            standing: tongban.v1.CaseMaterial.Standing;

            /** CaseMaterial source. */
            source: tongban.v1.MaterialSource;

            /** CaseMaterial certificate. */
            certificate: tongban.v1.CertificateReference;

            /** CaseMaterial conditions. */
            conditions: string[];

            /** CaseMaterial state. */
            state: tongban.v1.CertificateStatus.State;

            /** CaseMaterial stateSince. */
            stateSince: string;

            /** CaseMaterial typeCodes. */
            typeCodes: string[];

            /** CaseMaterial required. */
            required: boolean;

            /**
             * Encodes the specified CaseMaterial message. Does not implicitly {@link tongban.v1.CaseMaterial.verify|verify} messages.
             * @param message CaseMaterial message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.CaseMaterial.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CaseMaterial message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.CaseMaterial & tongban.v1.CaseMaterial.$Shape} CaseMaterial
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.CaseMaterial & tongban.v1.CaseMaterial.$Shape;

            /**
             * Creates a CaseMaterial message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CaseMaterial
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.CaseMaterial;

            /**
             * Creates a plain object from a CaseMaterial message. Also converts values to other types if specified.
             * @param message CaseMaterial
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.CaseMaterial, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CaseMaterial to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace CaseMaterial {

            /** Properties of a CaseMaterial. */
            interface $Properties {

                /** CaseMaterial name */
                name?: string;

                /** CaseMaterial code */
                code?: string;

                /** CaseMaterial standing */
                standing?: tongban.v1.CaseMaterial.Standing;

                /** CaseMaterial source */
                source?: tongban.v1.MaterialSource;

                /** CaseMaterial certificate */
                certificate?: tongban.v1.CertificateReference.$Properties;

                /** CaseMaterial conditions */
                conditions?: string[];

                /** CaseMaterial state */
                state?: tongban.v1.CertificateStatus.State;

                /** CaseMaterial stateSince */
                stateSince?: string;

                /** CaseMaterial typeCodes */
                typeCodes?: string[];

                /** CaseMaterial required */
                required?: boolean;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CaseMaterial. */
            type $Shape = tongban.v1.CaseMaterial.$Properties;

            /** Standing enum. */
            enum Standing {

                /** STANDING_UNSPECIFIED value */
                STANDING_UNSPECIFIED = 0,

                /** HANDED_IN value */
                HANDED_IN = 1,

                /** REPLACED value */
                REPLACED = 2,

                /** NEEDED value */
                NEEDED = 3
            }
        }

        /**
         * Properties of a ListCaseMaterialsResponse.
         * @deprecated Use tongban.v1.ListCaseMaterialsResponse.$Properties instead.
         */
        interface IListCaseMaterialsResponse extends tongban.v1.ListCaseMaterialsResponse.$Properties {
        }

        /** Represents a ListCaseMaterialsResponse. */
        class ListCaseMaterialsResponse {

            /**
             * Constructs a new ListCaseMaterialsResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ListCaseMaterialsResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListCaseMaterialsResponse materials. */
            materials: tongban.v1.CaseMaterial[];

            /**
             * Encodes the specified ListCaseMaterialsResponse message. Does not implicitly {@link tongban.v1.ListCaseMaterialsResponse.verify|verify} messages.
             * @param message ListCaseMaterialsResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ListCaseMaterialsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListCaseMaterialsResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ListCaseMaterialsResponse & tongban.v1.ListCaseMaterialsResponse.$Shape} ListCaseMaterialsResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ListCaseMaterialsResponse & tongban.v1.ListCaseMaterialsResponse.$Shape;

            /**
             * Creates a ListCaseMaterialsResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ListCaseMaterialsResponse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ListCaseMaterialsResponse;

            /**
             * Creates a plain object from a ListCaseMaterialsResponse message. Also converts values to other types if specified.
             * @param message ListCaseMaterialsResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ListCaseMaterialsResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ListCaseMaterialsResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ListCaseMaterialsResponse {

            /** Properties of a ListCaseMaterialsResponse. */
            interface $Properties {

                /** ListCaseMaterialsResponse materials */
                materials?: tongban.v1.CaseMaterial.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListCaseMaterialsResponse. */
            type $Shape = tongban.v1.ListCaseMaterialsResponse.$Properties;
        }

        /**
         * Properties of a PresentationOpened.
         * @deprecated Use tongban.v1.PresentationOpened.$Properties instead.
         */
        interface IPresentationOpened extends tongban.v1.PresentationOpened.$Properties {
        }

        /** Represents a PresentationOpened. */
        class PresentationOpened {

            /**
             * Constructs a new PresentationOpened.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.PresentationOpened.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PresentationOpened holder. */
            holder: tongban.v1.CertificateHolder;

            /** PresentationOpened certificateId. */
            certificateId: string;

            /** PresentationOpened fields. */
            fields: string[];

            /** PresentationOpened audience. */
            audience: string;

            /** PresentationOpened lifeSeconds. */
            lifeSeconds: number;

            /**
             * Encodes the specified PresentationOpened message. Does not implicitly {@link tongban.v1.PresentationOpened.verify|verify} messages.
             * @param message PresentationOpened message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.PresentationOpened.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PresentationOpened message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.PresentationOpened & tongban.v1.PresentationOpened.$Shape} PresentationOpened
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.PresentationOpened & tongban.v1.PresentationOpened.$Shape;

            /**
             * Creates a PresentationOpened message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns PresentationOpened
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.PresentationOpened;

            /**
             * Creates a plain object from a PresentationOpened message. Also converts values to other types if specified.
             * @param message PresentationOpened
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.PresentationOpened, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this PresentationOpened to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace PresentationOpened {

            /** Properties of a PresentationOpened. */
            interface $Properties {

                /** PresentationOpened holder */
                holder?: tongban.v1.CertificateHolder.$Properties;

                /** PresentationOpened certificateId */
                certificateId?: string;

                /** PresentationOpened fields */
                fields?: string[];

                /** PresentationOpened audience */
                audience?: string;

                /** PresentationOpened lifeSeconds */
                lifeSeconds?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PresentationOpened. */
            type $Shape = tongban.v1.PresentationOpened.$Properties;
        }

        /**
         * Properties of an OpenPresentationRequest.
         * @deprecated Use tongban.v1.OpenPresentationRequest.$Properties instead.
         */
        interface IOpenPresentationRequest extends tongban.v1.OpenPresentationRequest.$Properties {
        }

        /** Represents an OpenPresentationRequest. */
        class OpenPresentationRequest {

            /**
             * Constructs a new OpenPresentationRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.OpenPresentationRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** OpenPresentationRequest message. */
            message: tongban.v1.SignedMessage;

            /**
             * Encodes the specified OpenPresentationRequest message. Does not implicitly {@link tongban.v1.OpenPresentationRequest.verify|verify} messages.
             * @param message OpenPresentationRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.OpenPresentationRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an OpenPresentationRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.OpenPresentationRequest & tongban.v1.OpenPresentationRequest.$Shape} OpenPresentationRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.OpenPresentationRequest & tongban.v1.OpenPresentationRequest.$Shape;

            /**
             * Creates an OpenPresentationRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns OpenPresentationRequest
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.OpenPresentationRequest;

            /**
             * Creates a plain object from an OpenPresentationRequest message. Also converts values to other types if specified.
             * @param message OpenPresentationRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.OpenPresentationRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this OpenPresentationRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace OpenPresentationRequest {

            /** Properties of an OpenPresentationRequest. */
            interface $Properties {

                /** OpenPresentationRequest message */
                message?: tongban.v1.SignedMessage.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an OpenPresentationRequest. */
            type $Shape = tongban.v1.OpenPresentationRequest.$Properties;
        }

        /**
         * Properties of an OpenPresentationResponse.
         * @deprecated Use tongban.v1.OpenPresentationResponse.$Properties instead.
         */
        interface IOpenPresentationResponse extends tongban.v1.OpenPresentationResponse.$Properties {
        }

        /** Represents an OpenPresentationResponse. */
        class OpenPresentationResponse {

            /**
             * Constructs a new OpenPresentationResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.OpenPresentationResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** OpenPresentationResponse acknowledgement. */
            acknowledgement: tongban.v1.CertificateAcknowledgement;

            /** OpenPresentationResponse code. */
            code: string;

            /** OpenPresentationResponse expiresAt. */
            expiresAt: string;

            /**
             * Encodes the specified OpenPresentationResponse message. Does not implicitly {@link tongban.v1.OpenPresentationResponse.verify|verify} messages.
             * @param message OpenPresentationResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.OpenPresentationResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an OpenPresentationResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.OpenPresentationResponse & tongban.v1.OpenPresentationResponse.$Shape} OpenPresentationResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.OpenPresentationResponse & tongban.v1.OpenPresentationResponse.$Shape;

            /**
             * Creates an OpenPresentationResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns OpenPresentationResponse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.OpenPresentationResponse;

            /**
             * Creates a plain object from an OpenPresentationResponse message. Also converts values to other types if specified.
             * @param message OpenPresentationResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.OpenPresentationResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this OpenPresentationResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace OpenPresentationResponse {

            /** Properties of an OpenPresentationResponse. */
            interface $Properties {

                /** OpenPresentationResponse acknowledgement */
                acknowledgement?: tongban.v1.CertificateAcknowledgement.$Properties;

                /** OpenPresentationResponse code */
                code?: string;

                /** OpenPresentationResponse expiresAt */
                expiresAt?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an OpenPresentationResponse. */
            type $Shape = tongban.v1.OpenPresentationResponse.$Properties;
        }

        /**
         * Properties of a PresentationStatement.
         * @deprecated Use tongban.v1.PresentationStatement.$Properties instead.
         */
        interface IPresentationStatement extends tongban.v1.PresentationStatement.$Properties {
        }

        /** Represents a PresentationStatement. */
        class PresentationStatement {

            /**
             * Constructs a new PresentationStatement.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.PresentationStatement.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PresentationStatement useId. */
            useId: string;

            /** PresentationStatement useSha256. */
            useSha256: string;

            /** PresentationStatement presentationId. */
            presentationId: string;

            /** PresentationStatement platform. */
            platform: string;

            /** PresentationStatement certificateId. */
            certificateId: string;

            /** PresentationStatement fields. */
            fields: string[];

            /**
             * Encodes the specified PresentationStatement message. Does not implicitly {@link tongban.v1.PresentationStatement.verify|verify} messages.
             * @param message PresentationStatement message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.PresentationStatement.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PresentationStatement message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.PresentationStatement & tongban.v1.PresentationStatement.$Shape} PresentationStatement
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.PresentationStatement & tongban.v1.PresentationStatement.$Shape;

            /**
             * Creates a PresentationStatement message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns PresentationStatement
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.PresentationStatement;

            /**
             * Creates a plain object from a PresentationStatement message. Also converts values to other types if specified.
             * @param message PresentationStatement
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.PresentationStatement, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this PresentationStatement to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace PresentationStatement {

            /** Properties of a PresentationStatement. */
            interface $Properties {

                /** PresentationStatement useId */
                useId?: string;

                /** PresentationStatement useSha256 */
                useSha256?: string;

                /** PresentationStatement presentationId */
                presentationId?: string;

                /** PresentationStatement platform */
                platform?: string;

                /** PresentationStatement certificateId */
                certificateId?: string;

                /** PresentationStatement fields */
                fields?: string[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PresentationStatement. */
            type $Shape = tongban.v1.PresentationStatement.$Properties;
        }

        /**
         * Properties of a StatusListEntry.
         * @deprecated Use tongban.v1.StatusListEntry.$Properties instead.
         */
        interface IStatusListEntry extends tongban.v1.StatusListEntry.$Properties {
        }

        /** Represents a StatusListEntry. */
        class StatusListEntry {

            /**
             * Constructs a new StatusListEntry.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.StatusListEntry.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** StatusListEntry platform. */
            platform: string;

            /** StatusListEntry list. */
            list: string;

            /** StatusListEntry sha256. */
            sha256: string;

            /** StatusListEntry issuedAt. */
            issuedAt: string;

            /** StatusListEntry expiresAt. */
            expiresAt: string;

            /** StatusListEntry revision. */
            revision: number;

            /** StatusListEntry leafId. */
            leafId: string;

            /**
             * Encodes the specified StatusListEntry message. Does not implicitly {@link tongban.v1.StatusListEntry.verify|verify} messages.
             * @param message StatusListEntry message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.StatusListEntry.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a StatusListEntry message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.StatusListEntry & tongban.v1.StatusListEntry.$Shape} StatusListEntry
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.StatusListEntry & tongban.v1.StatusListEntry.$Shape;

            /**
             * Creates a StatusListEntry message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns StatusListEntry
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.StatusListEntry;

            /**
             * Creates a plain object from a StatusListEntry message. Also converts values to other types if specified.
             * @param message StatusListEntry
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.StatusListEntry, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this StatusListEntry to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace StatusListEntry {

            /** Properties of a StatusListEntry. */
            interface $Properties {

                /** StatusListEntry platform */
                platform?: string;

                /** StatusListEntry list */
                list?: string;

                /** StatusListEntry sha256 */
                sha256?: string;

                /** StatusListEntry issuedAt */
                issuedAt?: string;

                /** StatusListEntry expiresAt */
                expiresAt?: string;

                /** StatusListEntry revision */
                revision?: number;

                /** StatusListEntry leafId */
                leafId?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a StatusListEntry. */
            type $Shape = tongban.v1.StatusListEntry.$Properties;
        }

        /**
         * Properties of a PublishStatusListRequest.
         * @deprecated Use tongban.v1.PublishStatusListRequest.$Properties instead.
         */
        interface IPublishStatusListRequest extends tongban.v1.PublishStatusListRequest.$Properties {
        }

        /** Represents a PublishStatusListRequest. */
        class PublishStatusListRequest {

            /**
             * Constructs a new PublishStatusListRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.PublishStatusListRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PublishStatusListRequest list. */
            list: string;

            /** PublishStatusListRequest token. */
            token: string;

            /**
             * Encodes the specified PublishStatusListRequest message. Does not implicitly {@link tongban.v1.PublishStatusListRequest.verify|verify} messages.
             * @param message PublishStatusListRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.PublishStatusListRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PublishStatusListRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.PublishStatusListRequest & tongban.v1.PublishStatusListRequest.$Shape} PublishStatusListRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.PublishStatusListRequest & tongban.v1.PublishStatusListRequest.$Shape;

            /**
             * Creates a PublishStatusListRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns PublishStatusListRequest
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.PublishStatusListRequest;

            /**
             * Creates a plain object from a PublishStatusListRequest message. Also converts values to other types if specified.
             * @param message PublishStatusListRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.PublishStatusListRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this PublishStatusListRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace PublishStatusListRequest {

            /** Properties of a PublishStatusListRequest. */
            interface $Properties {

                /** PublishStatusListRequest list */
                list?: string;

                /** PublishStatusListRequest token */
                token?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PublishStatusListRequest. */
            type $Shape = tongban.v1.PublishStatusListRequest.$Properties;
        }

        /**
         * Properties of a PublishStatusListResponse.
         * @deprecated Use tongban.v1.PublishStatusListResponse.$Properties instead.
         */
        interface IPublishStatusListResponse extends tongban.v1.PublishStatusListResponse.$Properties {
        }

        /** Represents a PublishStatusListResponse. */
        class PublishStatusListResponse {

            /**
             * Constructs a new PublishStatusListResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.PublishStatusListResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PublishStatusListResponse entry. */
            entry: tongban.v1.StatusListEntry;

            /**
             * Encodes the specified PublishStatusListResponse message. Does not implicitly {@link tongban.v1.PublishStatusListResponse.verify|verify} messages.
             * @param message PublishStatusListResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.PublishStatusListResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PublishStatusListResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.PublishStatusListResponse & tongban.v1.PublishStatusListResponse.$Shape} PublishStatusListResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.PublishStatusListResponse & tongban.v1.PublishStatusListResponse.$Shape;

            /**
             * Creates a PublishStatusListResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns PublishStatusListResponse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.PublishStatusListResponse;

            /**
             * Creates a plain object from a PublishStatusListResponse message. Also converts values to other types if specified.
             * @param message PublishStatusListResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.PublishStatusListResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this PublishStatusListResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace PublishStatusListResponse {

            /** Properties of a PublishStatusListResponse. */
            interface $Properties {

                /** PublishStatusListResponse entry */
                entry?: tongban.v1.StatusListEntry.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PublishStatusListResponse. */
            type $Shape = tongban.v1.PublishStatusListResponse.$Properties;
        }

        /**
         * Properties of a ListStatusListsRequest.
         * @deprecated Use tongban.v1.ListStatusListsRequest.$Properties instead.
         */
        interface IListStatusListsRequest extends tongban.v1.ListStatusListsRequest.$Properties {
        }

        /** Represents a ListStatusListsRequest. */
        class ListStatusListsRequest {

            /**
             * Constructs a new ListStatusListsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ListStatusListsRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListStatusListsRequest after. */
            after: number;

            /** ListStatusListsRequest limit. */
            limit: number;

            /** ListStatusListsRequest platform. */
            platform: string;

            /**
             * Encodes the specified ListStatusListsRequest message. Does not implicitly {@link tongban.v1.ListStatusListsRequest.verify|verify} messages.
             * @param message ListStatusListsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ListStatusListsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListStatusListsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ListStatusListsRequest & tongban.v1.ListStatusListsRequest.$Shape} ListStatusListsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ListStatusListsRequest & tongban.v1.ListStatusListsRequest.$Shape;

            /**
             * Creates a ListStatusListsRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ListStatusListsRequest
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ListStatusListsRequest;

            /**
             * Creates a plain object from a ListStatusListsRequest message. Also converts values to other types if specified.
             * @param message ListStatusListsRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ListStatusListsRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ListStatusListsRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ListStatusListsRequest {

            /** Properties of a ListStatusListsRequest. */
            interface $Properties {

                /** ListStatusListsRequest after */
                after?: number;

                /** ListStatusListsRequest limit */
                limit?: number;

                /** ListStatusListsRequest platform */
                platform?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListStatusListsRequest. */
            type $Shape = tongban.v1.ListStatusListsRequest.$Properties;
        }

        /**
         * Properties of a ListStatusListsResponse.
         * @deprecated Use tongban.v1.ListStatusListsResponse.$Properties instead.
         */
        interface IListStatusListsResponse extends tongban.v1.ListStatusListsResponse.$Properties {
        }

        /** Represents a ListStatusListsResponse. */
        class ListStatusListsResponse {

            /**
             * Constructs a new ListStatusListsResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ListStatusListsResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListStatusListsResponse lists. */
            lists: tongban.v1.StatusListEntry[];

            /**
             * Encodes the specified ListStatusListsResponse message. Does not implicitly {@link tongban.v1.ListStatusListsResponse.verify|verify} messages.
             * @param message ListStatusListsResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ListStatusListsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListStatusListsResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ListStatusListsResponse & tongban.v1.ListStatusListsResponse.$Shape} ListStatusListsResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ListStatusListsResponse & tongban.v1.ListStatusListsResponse.$Shape;

            /**
             * Creates a ListStatusListsResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ListStatusListsResponse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ListStatusListsResponse;

            /**
             * Creates a plain object from a ListStatusListsResponse message. Also converts values to other types if specified.
             * @param message ListStatusListsResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ListStatusListsResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ListStatusListsResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ListStatusListsResponse {

            /** Properties of a ListStatusListsResponse. */
            interface $Properties {

                /** ListStatusListsResponse lists */
                lists?: tongban.v1.StatusListEntry.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListStatusListsResponse. */
            type $Shape = tongban.v1.ListStatusListsResponse.$Properties;
        }

        /**
         * Properties of a GetStatusListRequest.
         * @deprecated Use tongban.v1.GetStatusListRequest.$Properties instead.
         */
        interface IGetStatusListRequest extends tongban.v1.GetStatusListRequest.$Properties {
        }

        /** Represents a GetStatusListRequest. */
        class GetStatusListRequest {

            /**
             * Constructs a new GetStatusListRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.GetStatusListRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetStatusListRequest platform. */
            platform: string;

            /** GetStatusListRequest list. */
            list: string;

            /** GetStatusListRequest knownSha256. */
            knownSha256: string;

            /**
             * Encodes the specified GetStatusListRequest message. Does not implicitly {@link tongban.v1.GetStatusListRequest.verify|verify} messages.
             * @param message GetStatusListRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.GetStatusListRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetStatusListRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.GetStatusListRequest & tongban.v1.GetStatusListRequest.$Shape} GetStatusListRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.GetStatusListRequest & tongban.v1.GetStatusListRequest.$Shape;

            /**
             * Creates a GetStatusListRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns GetStatusListRequest
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.GetStatusListRequest;

            /**
             * Creates a plain object from a GetStatusListRequest message. Also converts values to other types if specified.
             * @param message GetStatusListRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.GetStatusListRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this GetStatusListRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace GetStatusListRequest {

            /** Properties of a GetStatusListRequest. */
            interface $Properties {

                /** GetStatusListRequest platform */
                platform?: string;

                /** GetStatusListRequest list */
                list?: string;

                /** GetStatusListRequest knownSha256 */
                knownSha256?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetStatusListRequest. */
            type $Shape = tongban.v1.GetStatusListRequest.$Properties;
        }

        /**
         * Properties of a GetStatusListResponse.
         * @deprecated Use tongban.v1.GetStatusListResponse.$Properties instead.
         */
        interface IGetStatusListResponse extends tongban.v1.GetStatusListResponse.$Properties {
        }

        /** Represents a GetStatusListResponse. */
        class GetStatusListResponse {

            /**
             * Constructs a new GetStatusListResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.GetStatusListResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetStatusListResponse entry. */
            entry: tongban.v1.StatusListEntry;

            /** GetStatusListResponse token. */
            token: string;

            /**
             * Encodes the specified GetStatusListResponse message. Does not implicitly {@link tongban.v1.GetStatusListResponse.verify|verify} messages.
             * @param message GetStatusListResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.GetStatusListResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetStatusListResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.GetStatusListResponse & tongban.v1.GetStatusListResponse.$Shape} GetStatusListResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.GetStatusListResponse & tongban.v1.GetStatusListResponse.$Shape;

            /**
             * Creates a GetStatusListResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns GetStatusListResponse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.GetStatusListResponse;

            /**
             * Creates a plain object from a GetStatusListResponse message. Also converts values to other types if specified.
             * @param message GetStatusListResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.GetStatusListResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this GetStatusListResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace GetStatusListResponse {

            /** Properties of a GetStatusListResponse. */
            interface $Properties {

                /** GetStatusListResponse entry */
                entry?: tongban.v1.StatusListEntry.$Properties;

                /** GetStatusListResponse token */
                token?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetStatusListResponse. */
            type $Shape = tongban.v1.GetStatusListResponse.$Properties;
        }

        /**
         * Properties of a UseCertificatesRequest.
         * @deprecated Use tongban.v1.UseCertificatesRequest.$Properties instead.
         */
        interface IUseCertificatesRequest extends tongban.v1.UseCertificatesRequest.$Properties {
        }

        /** Represents a UseCertificatesRequest. */
        class UseCertificatesRequest {

            /**
             * Constructs a new UseCertificatesRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.UseCertificatesRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** UseCertificatesRequest messages. */
            messages: tongban.v1.TaggedMessage[];

            /**
             * Encodes the specified UseCertificatesRequest message. Does not implicitly {@link tongban.v1.UseCertificatesRequest.verify|verify} messages.
             * @param message UseCertificatesRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.UseCertificatesRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a UseCertificatesRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.UseCertificatesRequest & tongban.v1.UseCertificatesRequest.$Shape} UseCertificatesRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.UseCertificatesRequest & tongban.v1.UseCertificatesRequest.$Shape;

            /**
             * Creates a UseCertificatesRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns UseCertificatesRequest
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.UseCertificatesRequest;

            /**
             * Creates a plain object from a UseCertificatesRequest message. Also converts values to other types if specified.
             * @param message UseCertificatesRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.UseCertificatesRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this UseCertificatesRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace UseCertificatesRequest {

            /** Properties of a UseCertificatesRequest. */
            interface $Properties {

                /** UseCertificatesRequest messages */
                messages?: tongban.v1.TaggedMessage.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a UseCertificatesRequest. */
            type $Shape = tongban.v1.UseCertificatesRequest.$Properties;
        }

        /**
         * Properties of a UseCertificatesResponse.
         * @deprecated Use tongban.v1.UseCertificatesResponse.$Properties instead.
         */
        interface IUseCertificatesResponse extends tongban.v1.UseCertificatesResponse.$Properties {
        }

        /** Represents a UseCertificatesResponse. */
        class UseCertificatesResponse {

            /**
             * Constructs a new UseCertificatesResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.UseCertificatesResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** UseCertificatesResponse answers. */
            answers: tongban.v1.TaggedRelease[];

            /**
             * Encodes the specified UseCertificatesResponse message. Does not implicitly {@link tongban.v1.UseCertificatesResponse.verify|verify} messages.
             * @param message UseCertificatesResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.UseCertificatesResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a UseCertificatesResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.UseCertificatesResponse & tongban.v1.UseCertificatesResponse.$Shape} UseCertificatesResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.UseCertificatesResponse & tongban.v1.UseCertificatesResponse.$Shape;

            /**
             * Creates a UseCertificatesResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns UseCertificatesResponse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.UseCertificatesResponse;

            /**
             * Creates a plain object from a UseCertificatesResponse message. Also converts values to other types if specified.
             * @param message UseCertificatesResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.UseCertificatesResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this UseCertificatesResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace UseCertificatesResponse {

            /** Properties of a UseCertificatesResponse. */
            interface $Properties {

                /** UseCertificatesResponse answers */
                answers?: tongban.v1.TaggedRelease.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a UseCertificatesResponse. */
            type $Shape = {
              answers?: tongban.v1.TaggedRelease.$Shape[];
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of a TaggedRelease.
         * @deprecated Use tongban.v1.TaggedRelease.$Properties instead.
         */
        interface ITaggedRelease extends tongban.v1.TaggedRelease.$Properties {
        }

        /** Represents a TaggedRelease. */
        class TaggedRelease {

            /**
             * Constructs a new TaggedRelease.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.TaggedRelease.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TaggedRelease tag. */
            tag: number;

            /** TaggedRelease release. */
            release: (tongban.v1.UseCertificateResponse|null);

            /** TaggedRelease error. */
            error: (tongban.v1.Error|null);

            /** TaggedRelease outcome. */
            outcome?: ("release"|"error");

            /**
             * Encodes the specified TaggedRelease message. Does not implicitly {@link tongban.v1.TaggedRelease.verify|verify} messages.
             * @param message TaggedRelease message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.TaggedRelease.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TaggedRelease message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.TaggedRelease & tongban.v1.TaggedRelease.$Shape} TaggedRelease
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.TaggedRelease & tongban.v1.TaggedRelease.$Shape;

            /**
             * Creates a TaggedRelease message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns TaggedRelease
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.TaggedRelease;

            /**
             * Creates a plain object from a TaggedRelease message. Also converts values to other types if specified.
             * @param message TaggedRelease
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.TaggedRelease, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this TaggedRelease to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace TaggedRelease {

            /** Properties of a TaggedRelease. */
            interface $Properties {

                /** TaggedRelease tag */
                tag?: number;

                /** TaggedRelease release */
                release?: (tongban.v1.UseCertificateResponse.$Properties|null);

                /** TaggedRelease error */
                error?: (tongban.v1.Error.$Properties|null);

                /** TaggedRelease outcome */
                outcome?: ("release"|"error");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a TaggedRelease. */
            type $Shape = {
              tag?: number;
              release?: tongban.v1.UseCertificateResponse.$Shape|null;
              error?: tongban.v1.Error.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ outcome?: undefined; release?: null; error?: null }|{ outcome?: "release"; release: tongban.v1.UseCertificateResponse.$Shape; error?: null }|{ outcome?: "error"; release?: null; error: tongban.v1.Error.$Shape })
            );
        }

        /** ErrorCode enum. */
        enum ErrorCode {

            /** ERROR_CODE_UNSPECIFIED value */
            ERROR_CODE_UNSPECIFIED = 0,

            /** MALFORMED value */
            MALFORMED = 1,

            /** TOO_LARGE value */
            TOO_LARGE = 2,

            /** UNKNOWN_MESSAGE_TYPE value */
            UNKNOWN_MESSAGE_TYPE = 3,

            /** BAD_PATH value */
            BAD_PATH = 4,

            /** METHOD_NOT_ALLOWED value */
            METHOD_NOT_ALLOWED = 5,

            /** SIGNATURE_INVALID value */
            SIGNATURE_INVALID = 10,

            /** ALGORITHM_NOT_ALLOWED value */
            ALGORITHM_NOT_ALLOWED = 11,

            /** KEY_UNKNOWN value */
            KEY_UNKNOWN = 12,

            /** KEY_NOT_VALID value */
            KEY_NOT_VALID = 13,

            /** AUDIENCE_WRONG value */
            AUDIENCE_WRONG = 14,

            /** ISSUER_MISMATCH value */
            ISSUER_MISMATCH = 15,

            /** CLOCK_SKEW value */
            CLOCK_SKEW = 16,

            /** CRITICAL_HEADER value */
            CRITICAL_HEADER = 17,

            /** UNAUTHENTICATED value */
            UNAUTHENTICATED = 18,

            /** NOT_ALLOWED value */
            NOT_ALLOWED = 20,

            /** WRONG_PLATFORM value */
            WRONG_PLATFORM = 21,

            /** ITEM_NOT_MAPPED value */
            ITEM_NOT_MAPPED = 30,

            /** MODE_NOT_OFFERED value */
            MODE_NOT_OFFERED = 31,

            /** ILLEGAL_TRANSITION value */
            ILLEGAL_TRANSITION = 32,

            /** CONFLICT value */
            CONFLICT = 33,

            /** DUPLICATE_CASE value */
            DUPLICATE_CASE = 34,

            /** BLOB_MISSING value */
            BLOB_MISSING = 35,

            /** LEASE_LOST value */
            LEASE_LOST = 36,

            /** POINT_ALREADY_NOTICED value */
            POINT_ALREADY_NOTICED = 37,

            /** POINT_NOT_NOTICED_AT_ONCE value */
            POINT_NOT_NOTICED_AT_ONCE = 38,

            /** COMMITMENT_NOT_ALLOWED value */
            COMMITMENT_NOT_ALLOWED = 39,

            /** NOT_FOUND value */
            NOT_FOUND = 40,

            /** BEYOND_PUBLISHED value */
            BEYOND_PUBLISHED = 41,

            /** CASE_ERASED value */
            CASE_ERASED = 42,

            /** DIGEST_MISMATCH value */
            DIGEST_MISMATCH = 45,

            /** OFFSET_MISMATCH value */
            OFFSET_MISMATCH = 46,

            /** RATE_LIMITED value */
            RATE_LIMITED = 50,

            /** UNAVAILABLE value */
            UNAVAILABLE = 51,

            /** TIMED_OUT value */
            TIMED_OUT = 52,

            /** INTERNAL value */
            INTERNAL = 55,

            /** CERTIFICATE_UNKNOWN value */
            CERTIFICATE_UNKNOWN = 60,

            /** CERTIFICATE_NOT_VALID value */
            CERTIFICATE_NOT_VALID = 61,

            /** CERTIFICATE_SUPERSEDED value */
            CERTIFICATE_SUPERSEDED = 62,

            /** CERTIFICATE_NOT_RECOGNISED value */
            CERTIFICATE_NOT_RECOGNISED = 63,

            /** ISSUER_NOT_TRUSTED value */
            ISSUER_NOT_TRUSTED = 64,

            /** CONSENT_MISSING value */
            CONSENT_MISSING = 65,

            /** CONSENT_NOT_VALID value */
            CONSENT_NOT_VALID = 66,

            /** DUTY_NOT_LISTED value */
            DUTY_NOT_LISTED = 67,

            /** PURPOSE_MISSING value */
            PURPOSE_MISSING = 68,

            /** PRESENTATION_USED value */
            PRESENTATION_USED = 69,

            /** PRESENTATION_EXPIRED value */
            PRESENTATION_EXPIRED = 70,

            /** TOO_MANY_USES value */
            TOO_MANY_USES = 71,

            /** ISSUER_UNREACHABLE value */
            ISSUER_UNREACHABLE = 72,

            /** ISSUER_REFUSED value */
            ISSUER_REFUSED = 73,

            /** ISSUER_ANSWER_INVALID value */
            ISSUER_ANSWER_INVALID = 74,

            /** ALREADY_RATED value */
            ALREADY_RATED = 80,

            /** LIFE_EVENT_UNSOUND value */
            LIFE_EVENT_UNSOUND = 90,

            /** LIFE_EVENT_MEMBER_UNFIT value */
            LIFE_EVENT_MEMBER_UNFIT = 91,

            /** ORIGINALS_UNACCOUNTED value */
            ORIGINALS_UNACCOUNTED = 75,

            /** NOTICE_OUTDATED value */
            NOTICE_OUTDATED = 79,

            /** APPLICANT_BARRED value */
            APPLICANT_BARRED = 81
        }

        /**
         * Properties of an Error.
         * @deprecated Use tongban.v1.Error.$Properties instead.
         */
        interface IError extends tongban.v1.Error.$Properties {
        }

        /** Represents an Error. */
        class Error {

            /**
             * Constructs a new Error.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.Error.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Error code. */
            code: tongban.v1.ErrorCode;

            /** Error detail. */
            detail: string;

            /** Error violations. */
            violations: tongban.v1.Violation[];

            /** Error correlationId. */
            correlationId: string;

            /** Error retryAfterMs. */
            retryAfterMs: (number|null);

            /** Error leafId. */
            leafId: string;

            /**
             * Encodes the specified Error message. Does not implicitly {@link tongban.v1.Error.verify|verify} messages.
             * @param message Error message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.Error.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Error message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.Error & tongban.v1.Error.$Shape} Error
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.Error & tongban.v1.Error.$Shape;

            /**
             * Creates an Error message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Error
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.Error;

            /**
             * Creates a plain object from an Error message. Also converts values to other types if specified.
             * @param message Error
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.Error, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Error to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Error {

            /** Properties of an Error. */
            interface $Properties {

                /** Error code */
                code?: tongban.v1.ErrorCode;

                /** Error detail */
                detail?: string;

                /** Error violations */
                violations?: tongban.v1.Violation.$Properties[];

                /** Error correlationId */
                correlationId?: string;

                /** Error retryAfterMs */
                retryAfterMs?: (number|null);

                /** Error leafId */
                leafId?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Error. */
            type $Shape = tongban.v1.Error.$Properties;
        }

        /**
         * Properties of a Violation.
         * @deprecated Use tongban.v1.Violation.$Properties instead.
         */
        interface IViolation extends tongban.v1.Violation.$Properties {
        }

        /** Represents a Violation. */
        class Violation {

            /**
             * Constructs a new Violation.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.Violation.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Violation pointer. */
            pointer: string;

            /** Violation message. */
            message: string;

            /**
             * Encodes the specified Violation message. Does not implicitly {@link tongban.v1.Violation.verify|verify} messages.
             * @param message Violation message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.Violation.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Violation message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.Violation & tongban.v1.Violation.$Shape} Violation
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.Violation & tongban.v1.Violation.$Shape;

            /**
             * Creates a Violation message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Violation
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.Violation;

            /**
             * Creates a plain object from a Violation message. Also converts values to other types if specified.
             * @param message Violation
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.Violation, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Violation to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Violation {

            /** Properties of a Violation. */
            interface $Properties {

                /** Violation pointer */
                pointer?: string;

                /** Violation message */
                message?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Violation. */
            type $Shape = tongban.v1.Violation.$Properties;
        }

        /**
         * Properties of an InclusionReceipt.
         * @deprecated Use tongban.v1.InclusionReceipt.$Properties instead.
         */
        interface IInclusionReceipt extends tongban.v1.InclusionReceipt.$Properties {
        }

        /** Represents an InclusionReceipt. */
        class InclusionReceipt {

            /**
             * Constructs a new InclusionReceipt.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.InclusionReceipt.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** InclusionReceipt index. */
            index: number;

            /** InclusionReceipt path. */
            path: Uint8Array[];

            /** InclusionReceipt checkpoint. */
            checkpoint: string;

            /**
             * Encodes the specified InclusionReceipt message. Does not implicitly {@link tongban.v1.InclusionReceipt.verify|verify} messages.
             * @param message InclusionReceipt message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.InclusionReceipt.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an InclusionReceipt message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.InclusionReceipt & tongban.v1.InclusionReceipt.$Shape} InclusionReceipt
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.InclusionReceipt & tongban.v1.InclusionReceipt.$Shape;

            /**
             * Creates an InclusionReceipt message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns InclusionReceipt
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.InclusionReceipt;

            /**
             * Creates a plain object from an InclusionReceipt message. Also converts values to other types if specified.
             * @param message InclusionReceipt
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.InclusionReceipt, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this InclusionReceipt to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace InclusionReceipt {

            /** Properties of an InclusionReceipt. */
            interface $Properties {

                /** InclusionReceipt index */
                index?: number;

                /** InclusionReceipt path */
                path?: Uint8Array[];

                /** InclusionReceipt checkpoint */
                checkpoint?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an InclusionReceipt. */
            type $Shape = tongban.v1.InclusionReceipt.$Properties;
        }

        /**
         * Properties of a GetCheckpointRequest.
         * @deprecated Use tongban.v1.GetCheckpointRequest.$Properties instead.
         */
        interface IGetCheckpointRequest extends tongban.v1.GetCheckpointRequest.$Properties {
        }

        /** Represents a GetCheckpointRequest. */
        class GetCheckpointRequest {

            /**
             * Constructs a new GetCheckpointRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.GetCheckpointRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Encodes the specified GetCheckpointRequest message. Does not implicitly {@link tongban.v1.GetCheckpointRequest.verify|verify} messages.
             * @param message GetCheckpointRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.GetCheckpointRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetCheckpointRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.GetCheckpointRequest & tongban.v1.GetCheckpointRequest.$Shape} GetCheckpointRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.GetCheckpointRequest & tongban.v1.GetCheckpointRequest.$Shape;

            /**
             * Creates a GetCheckpointRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns GetCheckpointRequest
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.GetCheckpointRequest;

            /**
             * Creates a plain object from a GetCheckpointRequest message. Also converts values to other types if specified.
             * @param message GetCheckpointRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.GetCheckpointRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this GetCheckpointRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace GetCheckpointRequest {

            /** Properties of a GetCheckpointRequest. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetCheckpointRequest. */
            type $Shape = tongban.v1.GetCheckpointRequest.$Properties;
        }

        /**
         * Properties of a GetCheckpointResponse.
         * @deprecated Use tongban.v1.GetCheckpointResponse.$Properties instead.
         */
        interface IGetCheckpointResponse extends tongban.v1.GetCheckpointResponse.$Properties {
        }

        /** Represents a GetCheckpointResponse. */
        class GetCheckpointResponse {

            /**
             * Constructs a new GetCheckpointResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.GetCheckpointResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetCheckpointResponse checkpoint. */
            checkpoint: string;

            /**
             * Encodes the specified GetCheckpointResponse message. Does not implicitly {@link tongban.v1.GetCheckpointResponse.verify|verify} messages.
             * @param message GetCheckpointResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.GetCheckpointResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetCheckpointResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.GetCheckpointResponse & tongban.v1.GetCheckpointResponse.$Shape} GetCheckpointResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.GetCheckpointResponse & tongban.v1.GetCheckpointResponse.$Shape;

            /**
             * Creates a GetCheckpointResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns GetCheckpointResponse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.GetCheckpointResponse;

            /**
             * Creates a plain object from a GetCheckpointResponse message. Also converts values to other types if specified.
             * @param message GetCheckpointResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.GetCheckpointResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this GetCheckpointResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace GetCheckpointResponse {

            /** Properties of a GetCheckpointResponse. */
            interface $Properties {

                /** GetCheckpointResponse checkpoint */
                checkpoint?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetCheckpointResponse. */
            type $Shape = tongban.v1.GetCheckpointResponse.$Properties;
        }

        /**
         * Properties of a GetReceiptRequest.
         * @deprecated Use tongban.v1.GetReceiptRequest.$Properties instead.
         */
        interface IGetReceiptRequest extends tongban.v1.GetReceiptRequest.$Properties {
        }

        /** Represents a GetReceiptRequest. */
        class GetReceiptRequest {

            /**
             * Constructs a new GetReceiptRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.GetReceiptRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetReceiptRequest leafId. */
            leafId: string;

            /**
             * Encodes the specified GetReceiptRequest message. Does not implicitly {@link tongban.v1.GetReceiptRequest.verify|verify} messages.
             * @param message GetReceiptRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.GetReceiptRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetReceiptRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.GetReceiptRequest & tongban.v1.GetReceiptRequest.$Shape} GetReceiptRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.GetReceiptRequest & tongban.v1.GetReceiptRequest.$Shape;

            /**
             * Creates a GetReceiptRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns GetReceiptRequest
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.GetReceiptRequest;

            /**
             * Creates a plain object from a GetReceiptRequest message. Also converts values to other types if specified.
             * @param message GetReceiptRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.GetReceiptRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this GetReceiptRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace GetReceiptRequest {

            /** Properties of a GetReceiptRequest. */
            interface $Properties {

                /** GetReceiptRequest leafId */
                leafId?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetReceiptRequest. */
            type $Shape = tongban.v1.GetReceiptRequest.$Properties;
        }

        /**
         * Properties of a GetReceiptResponse.
         * @deprecated Use tongban.v1.GetReceiptResponse.$Properties instead.
         */
        interface IGetReceiptResponse extends tongban.v1.GetReceiptResponse.$Properties {
        }

        /** Represents a GetReceiptResponse. */
        class GetReceiptResponse {

            /**
             * Constructs a new GetReceiptResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.GetReceiptResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetReceiptResponse leaf. */
            leaf: Uint8Array;

            /** GetReceiptResponse receipt. */
            receipt: tongban.v1.InclusionReceipt;

            /**
             * Encodes the specified GetReceiptResponse message. Does not implicitly {@link tongban.v1.GetReceiptResponse.verify|verify} messages.
             * @param message GetReceiptResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.GetReceiptResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetReceiptResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.GetReceiptResponse & tongban.v1.GetReceiptResponse.$Shape} GetReceiptResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.GetReceiptResponse & tongban.v1.GetReceiptResponse.$Shape;

            /**
             * Creates a GetReceiptResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns GetReceiptResponse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.GetReceiptResponse;

            /**
             * Creates a plain object from a GetReceiptResponse message. Also converts values to other types if specified.
             * @param message GetReceiptResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.GetReceiptResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this GetReceiptResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace GetReceiptResponse {

            /** Properties of a GetReceiptResponse. */
            interface $Properties {

                /** GetReceiptResponse leaf */
                leaf?: Uint8Array;

                /** GetReceiptResponse receipt */
                receipt?: tongban.v1.InclusionReceipt.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetReceiptResponse. */
            type $Shape = tongban.v1.GetReceiptResponse.$Properties;
        }

        /**
         * Properties of a GetConsistencyRequest.
         * @deprecated Use tongban.v1.GetConsistencyRequest.$Properties instead.
         */
        interface IGetConsistencyRequest extends tongban.v1.GetConsistencyRequest.$Properties {
        }

        /** Represents a GetConsistencyRequest. */
        class GetConsistencyRequest {

            /**
             * Constructs a new GetConsistencyRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.GetConsistencyRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetConsistencyRequest oldSize. */
            oldSize: number;

            /** GetConsistencyRequest newSize. */
            newSize: number;

            /** GetConsistencyRequest origin. */
            origin: string;

            /**
             * Encodes the specified GetConsistencyRequest message. Does not implicitly {@link tongban.v1.GetConsistencyRequest.verify|verify} messages.
             * @param message GetConsistencyRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.GetConsistencyRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetConsistencyRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.GetConsistencyRequest & tongban.v1.GetConsistencyRequest.$Shape} GetConsistencyRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.GetConsistencyRequest & tongban.v1.GetConsistencyRequest.$Shape;

            /**
             * Creates a GetConsistencyRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns GetConsistencyRequest
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.GetConsistencyRequest;

            /**
             * Creates a plain object from a GetConsistencyRequest message. Also converts values to other types if specified.
             * @param message GetConsistencyRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.GetConsistencyRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this GetConsistencyRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace GetConsistencyRequest {

            /** Properties of a GetConsistencyRequest. */
            interface $Properties {

                /** GetConsistencyRequest oldSize */
                oldSize?: number;

                /** GetConsistencyRequest newSize */
                newSize?: number;

                /** GetConsistencyRequest origin */
                origin?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetConsistencyRequest. */
            type $Shape = tongban.v1.GetConsistencyRequest.$Properties;
        }

        /**
         * Properties of a GetConsistencyResponse.
         * @deprecated Use tongban.v1.GetConsistencyResponse.$Properties instead.
         */
        interface IGetConsistencyResponse extends tongban.v1.GetConsistencyResponse.$Properties {
        }

        /** Represents a GetConsistencyResponse. */
        class GetConsistencyResponse {

            /**
             * Constructs a new GetConsistencyResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.GetConsistencyResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetConsistencyResponse proof. */
            proof: Uint8Array[];

            /**
             * Encodes the specified GetConsistencyResponse message. Does not implicitly {@link tongban.v1.GetConsistencyResponse.verify|verify} messages.
             * @param message GetConsistencyResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.GetConsistencyResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetConsistencyResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.GetConsistencyResponse & tongban.v1.GetConsistencyResponse.$Shape} GetConsistencyResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.GetConsistencyResponse & tongban.v1.GetConsistencyResponse.$Shape;

            /**
             * Creates a GetConsistencyResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns GetConsistencyResponse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.GetConsistencyResponse;

            /**
             * Creates a plain object from a GetConsistencyResponse message. Also converts values to other types if specified.
             * @param message GetConsistencyResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.GetConsistencyResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this GetConsistencyResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace GetConsistencyResponse {

            /** Properties of a GetConsistencyResponse. */
            interface $Properties {

                /** GetConsistencyResponse proof */
                proof?: Uint8Array[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetConsistencyResponse. */
            type $Shape = tongban.v1.GetConsistencyResponse.$Properties;
        }

        /**
         * Properties of a SignedMessage.
         * @deprecated Use tongban.v1.SignedMessage.$Properties instead.
         */
        interface ISignedMessage extends tongban.v1.SignedMessage.$Properties {
        }

        /** Represents a SignedMessage. */
        class SignedMessage {

            /**
             * Constructs a new SignedMessage.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.SignedMessage.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SignedMessage protected. */
            protected: Uint8Array;

            /** SignedMessage payload. */
            payload: Uint8Array;

            /** SignedMessage signature. */
            signature: Uint8Array;

            /**
             * Encodes the specified SignedMessage message. Does not implicitly {@link tongban.v1.SignedMessage.verify|verify} messages.
             * @param message SignedMessage message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.SignedMessage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SignedMessage message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.SignedMessage & tongban.v1.SignedMessage.$Shape} SignedMessage
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.SignedMessage & tongban.v1.SignedMessage.$Shape;

            /**
             * Creates a SignedMessage message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns SignedMessage
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.SignedMessage;

            /**
             * Creates a plain object from a SignedMessage message. Also converts values to other types if specified.
             * @param message SignedMessage
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.SignedMessage, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this SignedMessage to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace SignedMessage {

            /** Properties of a SignedMessage. */
            interface $Properties {

                /** SignedMessage protected */
                "protected"?: Uint8Array;

                /** SignedMessage payload */
                payload?: Uint8Array;

                /** SignedMessage signature */
                signature?: Uint8Array;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SignedMessage. */
            type $Shape = tongban.v1.SignedMessage.$Properties;
        }

        /**
         * Properties of an IntakeAcknowledgement.
         * @deprecated Use tongban.v1.IntakeAcknowledgement.$Properties instead.
         */
        interface IIntakeAcknowledgement extends tongban.v1.IntakeAcknowledgement.$Properties {
        }

        /** Represents an IntakeAcknowledgement. */
        class IntakeAcknowledgement {

            /**
             * Constructs a new IntakeAcknowledgement.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.IntakeAcknowledgement.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** IntakeAcknowledgement caseNo. */
            caseNo: string;

            /** IntakeAcknowledgement messageId. */
            messageId: string;

            /** IntakeAcknowledgement state. */
            state: tongban.v1.CaseState;

            /** IntakeAcknowledgement eventSeq. */
            eventSeq: number;

            /** IntakeAcknowledgement leaf. */
            leaf: Uint8Array;

            /** IntakeAcknowledgement salt. */
            salt: Uint8Array;

            /** IntakeAcknowledgement receipt. */
            receipt: tongban.v1.InclusionReceipt;

            /** IntakeAcknowledgement pending. */
            pending: boolean;

            /**
             * Encodes the specified IntakeAcknowledgement message. Does not implicitly {@link tongban.v1.IntakeAcknowledgement.verify|verify} messages.
             * @param message IntakeAcknowledgement message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.IntakeAcknowledgement.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an IntakeAcknowledgement message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.IntakeAcknowledgement & tongban.v1.IntakeAcknowledgement.$Shape} IntakeAcknowledgement
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.IntakeAcknowledgement & tongban.v1.IntakeAcknowledgement.$Shape;

            /**
             * Creates an IntakeAcknowledgement message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns IntakeAcknowledgement
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.IntakeAcknowledgement;

            /**
             * Creates a plain object from an IntakeAcknowledgement message. Also converts values to other types if specified.
             * @param message IntakeAcknowledgement
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.IntakeAcknowledgement, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this IntakeAcknowledgement to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace IntakeAcknowledgement {

            /** Properties of an IntakeAcknowledgement. */
            interface $Properties {

                /** IntakeAcknowledgement caseNo */
                caseNo?: string;

                /** IntakeAcknowledgement messageId */
                messageId?: string;

                /** IntakeAcknowledgement state */
                state?: tongban.v1.CaseState;

                /** IntakeAcknowledgement eventSeq */
                eventSeq?: number;

                /** IntakeAcknowledgement leaf */
                leaf?: Uint8Array;

                /** IntakeAcknowledgement salt */
                salt?: Uint8Array;

                /** IntakeAcknowledgement receipt */
                receipt?: tongban.v1.InclusionReceipt.$Properties;

                /** IntakeAcknowledgement pending */
                pending?: boolean;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an IntakeAcknowledgement. */
            type $Shape = tongban.v1.IntakeAcknowledgement.$Properties;
        }

        /**
         * Properties of a SubmitRequest.
         * @deprecated Use tongban.v1.SubmitRequest.$Properties instead.
         */
        interface ISubmitRequest extends tongban.v1.SubmitRequest.$Properties {
        }

        /** Represents a SubmitRequest. */
        class SubmitRequest {

            /**
             * Constructs a new SubmitRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.SubmitRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SubmitRequest message. */
            message: tongban.v1.SignedMessage;

            /**
             * Encodes the specified SubmitRequest message. Does not implicitly {@link tongban.v1.SubmitRequest.verify|verify} messages.
             * @param message SubmitRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.SubmitRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SubmitRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.SubmitRequest & tongban.v1.SubmitRequest.$Shape} SubmitRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.SubmitRequest & tongban.v1.SubmitRequest.$Shape;

            /**
             * Creates a SubmitRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns SubmitRequest
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.SubmitRequest;

            /**
             * Creates a plain object from a SubmitRequest message. Also converts values to other types if specified.
             * @param message SubmitRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.SubmitRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this SubmitRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace SubmitRequest {

            /** Properties of a SubmitRequest. */
            interface $Properties {

                /** SubmitRequest message */
                message?: tongban.v1.SignedMessage.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SubmitRequest. */
            type $Shape = tongban.v1.SubmitRequest.$Properties;
        }

        /**
         * Properties of a SubmitResponse.
         * @deprecated Use tongban.v1.SubmitResponse.$Properties instead.
         */
        interface ISubmitResponse extends tongban.v1.SubmitResponse.$Properties {
        }

        /** Represents a SubmitResponse. */
        class SubmitResponse {

            /**
             * Constructs a new SubmitResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.SubmitResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SubmitResponse acknowledgement. */
            acknowledgement: tongban.v1.IntakeAcknowledgement;

            /**
             * Encodes the specified SubmitResponse message. Does not implicitly {@link tongban.v1.SubmitResponse.verify|verify} messages.
             * @param message SubmitResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.SubmitResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SubmitResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.SubmitResponse & tongban.v1.SubmitResponse.$Shape} SubmitResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.SubmitResponse & tongban.v1.SubmitResponse.$Shape;

            /**
             * Creates a SubmitResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns SubmitResponse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.SubmitResponse;

            /**
             * Creates a plain object from a SubmitResponse message. Also converts values to other types if specified.
             * @param message SubmitResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.SubmitResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this SubmitResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace SubmitResponse {

            /** Properties of a SubmitResponse. */
            interface $Properties {

                /** SubmitResponse acknowledgement */
                acknowledgement?: tongban.v1.IntakeAcknowledgement.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SubmitResponse. */
            type $Shape = tongban.v1.SubmitResponse.$Properties;
        }

        /**
         * Properties of a SubmitStreamRequest.
         * @deprecated Use tongban.v1.SubmitStreamRequest.$Properties instead.
         */
        interface ISubmitStreamRequest extends tongban.v1.SubmitStreamRequest.$Properties {
        }

        /** Represents a SubmitStreamRequest. */
        class SubmitStreamRequest {

            /**
             * Constructs a new SubmitStreamRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.SubmitStreamRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SubmitStreamRequest messages. */
            messages: tongban.v1.TaggedMessage[];

            /**
             * Encodes the specified SubmitStreamRequest message. Does not implicitly {@link tongban.v1.SubmitStreamRequest.verify|verify} messages.
             * @param message SubmitStreamRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.SubmitStreamRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SubmitStreamRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.SubmitStreamRequest & tongban.v1.SubmitStreamRequest.$Shape} SubmitStreamRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.SubmitStreamRequest & tongban.v1.SubmitStreamRequest.$Shape;

            /**
             * Creates a SubmitStreamRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns SubmitStreamRequest
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.SubmitStreamRequest;

            /**
             * Creates a plain object from a SubmitStreamRequest message. Also converts values to other types if specified.
             * @param message SubmitStreamRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.SubmitStreamRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this SubmitStreamRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace SubmitStreamRequest {

            /** Properties of a SubmitStreamRequest. */
            interface $Properties {

                /** SubmitStreamRequest messages */
                messages?: tongban.v1.TaggedMessage.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SubmitStreamRequest. */
            type $Shape = tongban.v1.SubmitStreamRequest.$Properties;
        }

        /**
         * Properties of a TaggedMessage.
         * @deprecated Use tongban.v1.TaggedMessage.$Properties instead.
         */
        interface ITaggedMessage extends tongban.v1.TaggedMessage.$Properties {
        }

        /** Represents a TaggedMessage. */
        class TaggedMessage {

            /**
             * Constructs a new TaggedMessage.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.TaggedMessage.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TaggedMessage tag. */
            tag: number;

            /** TaggedMessage message. */
            message: tongban.v1.SignedMessage;

            /**
             * Encodes the specified TaggedMessage message. Does not implicitly {@link tongban.v1.TaggedMessage.verify|verify} messages.
             * @param message TaggedMessage message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.TaggedMessage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TaggedMessage message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.TaggedMessage & tongban.v1.TaggedMessage.$Shape} TaggedMessage
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.TaggedMessage & tongban.v1.TaggedMessage.$Shape;

            /**
             * Creates a TaggedMessage message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns TaggedMessage
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.TaggedMessage;

            /**
             * Creates a plain object from a TaggedMessage message. Also converts values to other types if specified.
             * @param message TaggedMessage
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.TaggedMessage, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this TaggedMessage to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace TaggedMessage {

            /** Properties of a TaggedMessage. */
            interface $Properties {

                /** TaggedMessage tag */
                tag?: number;

                /** TaggedMessage message */
                message?: tongban.v1.SignedMessage.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TaggedMessage. */
            type $Shape = tongban.v1.TaggedMessage.$Properties;
        }

        /**
         * Properties of a SubmitStreamResponse.
         * @deprecated Use tongban.v1.SubmitStreamResponse.$Properties instead.
         */
        interface ISubmitStreamResponse extends tongban.v1.SubmitStreamResponse.$Properties {
        }

        /** Represents a SubmitStreamResponse. */
        class SubmitStreamResponse {

            /**
             * Constructs a new SubmitStreamResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.SubmitStreamResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SubmitStreamResponse checkpoint. */
            checkpoint: string;

            /** SubmitStreamResponse answers. */
            answers: tongban.v1.TaggedAnswer[];

            /**
             * Encodes the specified SubmitStreamResponse message. Does not implicitly {@link tongban.v1.SubmitStreamResponse.verify|verify} messages.
             * @param message SubmitStreamResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.SubmitStreamResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SubmitStreamResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.SubmitStreamResponse & tongban.v1.SubmitStreamResponse.$Shape} SubmitStreamResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.SubmitStreamResponse & tongban.v1.SubmitStreamResponse.$Shape;

            /**
             * Creates a SubmitStreamResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns SubmitStreamResponse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.SubmitStreamResponse;

            /**
             * Creates a plain object from a SubmitStreamResponse message. Also converts values to other types if specified.
             * @param message SubmitStreamResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.SubmitStreamResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this SubmitStreamResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace SubmitStreamResponse {

            /** Properties of a SubmitStreamResponse. */
            interface $Properties {

                /** SubmitStreamResponse checkpoint */
                checkpoint?: string;

                /** SubmitStreamResponse answers */
                answers?: tongban.v1.TaggedAnswer.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SubmitStreamResponse. */
            type $Shape = {
              checkpoint?: string;
              answers?: tongban.v1.TaggedAnswer.$Shape[];
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of a TaggedAnswer.
         * @deprecated Use tongban.v1.TaggedAnswer.$Properties instead.
         */
        interface ITaggedAnswer extends tongban.v1.TaggedAnswer.$Properties {
        }

        /** Represents a TaggedAnswer. */
        class TaggedAnswer {

            /**
             * Constructs a new TaggedAnswer.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.TaggedAnswer.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TaggedAnswer tag. */
            tag: number;

            /** TaggedAnswer acknowledgement. */
            acknowledgement: (tongban.v1.IntakeAcknowledgement|null);

            /** TaggedAnswer error. */
            error: (tongban.v1.Error|null);

            /** TaggedAnswer outcome. */
            outcome?: ("acknowledgement"|"error");

            /**
             * Encodes the specified TaggedAnswer message. Does not implicitly {@link tongban.v1.TaggedAnswer.verify|verify} messages.
             * @param message TaggedAnswer message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.TaggedAnswer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TaggedAnswer message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.TaggedAnswer & tongban.v1.TaggedAnswer.$Shape} TaggedAnswer
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.TaggedAnswer & tongban.v1.TaggedAnswer.$Shape;

            /**
             * Creates a TaggedAnswer message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns TaggedAnswer
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.TaggedAnswer;

            /**
             * Creates a plain object from a TaggedAnswer message. Also converts values to other types if specified.
             * @param message TaggedAnswer
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.TaggedAnswer, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this TaggedAnswer to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace TaggedAnswer {

            /** Properties of a TaggedAnswer. */
            interface $Properties {

                /** TaggedAnswer tag */
                tag?: number;

                /** TaggedAnswer acknowledgement */
                acknowledgement?: (tongban.v1.IntakeAcknowledgement.$Properties|null);

                /** TaggedAnswer error */
                error?: (tongban.v1.Error.$Properties|null);

                /** TaggedAnswer outcome */
                outcome?: ("acknowledgement"|"error");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a TaggedAnswer. */
            type $Shape = {
              tag?: number;
              acknowledgement?: tongban.v1.IntakeAcknowledgement.$Shape|null;
              error?: tongban.v1.Error.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ outcome?: undefined; acknowledgement?: null; error?: null }|{ outcome?: "acknowledgement"; acknowledgement: tongban.v1.IntakeAcknowledgement.$Shape; error?: null }|{ outcome?: "error"; acknowledgement?: null; error: tongban.v1.Error.$Shape })
            );
        }

        /**
         * Properties of a GetAnswerRequest.
         * @deprecated Use tongban.v1.GetAnswerRequest.$Properties instead.
         */
        interface IGetAnswerRequest extends tongban.v1.GetAnswerRequest.$Properties {
        }

        /** Represents a GetAnswerRequest. */
        class GetAnswerRequest {

            /**
             * Constructs a new GetAnswerRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.GetAnswerRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetAnswerRequest messageId. */
            messageId: string;

            /**
             * Encodes the specified GetAnswerRequest message. Does not implicitly {@link tongban.v1.GetAnswerRequest.verify|verify} messages.
             * @param message GetAnswerRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.GetAnswerRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetAnswerRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.GetAnswerRequest & tongban.v1.GetAnswerRequest.$Shape} GetAnswerRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.GetAnswerRequest & tongban.v1.GetAnswerRequest.$Shape;

            /**
             * Creates a GetAnswerRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns GetAnswerRequest
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.GetAnswerRequest;

            /**
             * Creates a plain object from a GetAnswerRequest message. Also converts values to other types if specified.
             * @param message GetAnswerRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.GetAnswerRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this GetAnswerRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace GetAnswerRequest {

            /** Properties of a GetAnswerRequest. */
            interface $Properties {

                /** GetAnswerRequest messageId */
                messageId?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetAnswerRequest. */
            type $Shape = tongban.v1.GetAnswerRequest.$Properties;
        }

        /**
         * Properties of a GetAnswerResponse.
         * @deprecated Use tongban.v1.GetAnswerResponse.$Properties instead.
         */
        interface IGetAnswerResponse extends tongban.v1.GetAnswerResponse.$Properties {
        }

        /** Represents a GetAnswerResponse. */
        class GetAnswerResponse {

            /**
             * Constructs a new GetAnswerResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.GetAnswerResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetAnswerResponse acknowledgement. */
            acknowledgement: tongban.v1.IntakeAcknowledgement;

            /**
             * Encodes the specified GetAnswerResponse message. Does not implicitly {@link tongban.v1.GetAnswerResponse.verify|verify} messages.
             * @param message GetAnswerResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.GetAnswerResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetAnswerResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.GetAnswerResponse & tongban.v1.GetAnswerResponse.$Shape} GetAnswerResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.GetAnswerResponse & tongban.v1.GetAnswerResponse.$Shape;

            /**
             * Creates a GetAnswerResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns GetAnswerResponse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.GetAnswerResponse;

            /**
             * Creates a plain object from a GetAnswerResponse message. Also converts values to other types if specified.
             * @param message GetAnswerResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.GetAnswerResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this GetAnswerResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace GetAnswerResponse {

            /** Properties of a GetAnswerResponse. */
            interface $Properties {

                /** GetAnswerResponse acknowledgement */
                acknowledgement?: tongban.v1.IntakeAcknowledgement.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetAnswerResponse. */
            type $Shape = tongban.v1.GetAnswerResponse.$Properties;
        }

        /**
         * Properties of a Dispatch.
         * @deprecated Use tongban.v1.Dispatch.$Properties instead.
         */
        interface IDispatch extends tongban.v1.Dispatch.$Properties {
        }

        /** Represents a Dispatch. */
        class Dispatch {

            /**
             * Constructs a new Dispatch.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.Dispatch.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Dispatch dispatchId. */
            dispatchId: string;

            /** Dispatch leaseToken. */
            leaseToken: string;

            /** Dispatch leaseUntil. */
            leaseUntil: string;

            /** Dispatch attempt. */
            attempt: number;

            /** Dispatch original. */
            original: tongban.v1.SignedMessage;

            /** Dispatch statement. */
            statement: tongban.v1.SignedMessage;

            /** Dispatch leaf. */
            leaf: Uint8Array;

            /** Dispatch salt. */
            salt: Uint8Array;

            /** Dispatch receipt. */
            receipt: tongban.v1.InclusionReceipt;

            /**
             * Encodes the specified Dispatch message. Does not implicitly {@link tongban.v1.Dispatch.verify|verify} messages.
             * @param message Dispatch message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.Dispatch.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Dispatch message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.Dispatch & tongban.v1.Dispatch.$Shape} Dispatch
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.Dispatch & tongban.v1.Dispatch.$Shape;

            /**
             * Creates a Dispatch message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Dispatch
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.Dispatch;

            /**
             * Creates a plain object from a Dispatch message. Also converts values to other types if specified.
             * @param message Dispatch
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.Dispatch, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Dispatch to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Dispatch {

            /** Properties of a Dispatch. */
            interface $Properties {

                /** Dispatch dispatchId */
                dispatchId?: string;

                /** Dispatch leaseToken */
                leaseToken?: string;

                /** Dispatch leaseUntil */
                leaseUntil?: string;

                /** Dispatch attempt */
                attempt?: number;

                /** Dispatch original */
                original?: tongban.v1.SignedMessage.$Properties;

                /** Dispatch statement */
                statement?: tongban.v1.SignedMessage.$Properties;

                /** Dispatch leaf */
                leaf?: Uint8Array;

                /** Dispatch salt */
                salt?: Uint8Array;

                /** Dispatch receipt */
                receipt?: tongban.v1.InclusionReceipt.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Dispatch. */
            type $Shape = tongban.v1.Dispatch.$Properties;
        }

        /**
         * Properties of a DispatchStatement.
         * @deprecated Use tongban.v1.DispatchStatement.$Properties instead.
         */
        interface IDispatchStatement extends tongban.v1.DispatchStatement.$Properties {
        }

        /** Represents a DispatchStatement. */
        class DispatchStatement {

            /**
             * Constructs a new DispatchStatement.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.DispatchStatement.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DispatchStatement dispatchId. */
            dispatchId: string;

            /** DispatchStatement recipient. */
            recipient: string;

            /** DispatchStatement caseNo. */
            caseNo: string;

            /** DispatchStatement eventSeq. */
            eventSeq: number;

            /** DispatchStatement messageId. */
            messageId: string;

            /** DispatchStatement messageType. */
            messageType: string;

            /** DispatchStatement actor. */
            actor: string;

            /** DispatchStatement basicCode. */
            basicCode: string;

            /** DispatchStatement implementationCode. */
            implementationCode: string;

            /** DispatchStatement logIndex. */
            logIndex: number;

            /** DispatchStatement recordedAt. */
            recordedAt: string;

            /** DispatchStatement submitterCaseRef. */
            submitterCaseRef: string;

            /**
             * Encodes the specified DispatchStatement message. Does not implicitly {@link tongban.v1.DispatchStatement.verify|verify} messages.
             * @param message DispatchStatement message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.DispatchStatement.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DispatchStatement message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.DispatchStatement & tongban.v1.DispatchStatement.$Shape} DispatchStatement
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.DispatchStatement & tongban.v1.DispatchStatement.$Shape;

            /**
             * Creates a DispatchStatement message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns DispatchStatement
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.DispatchStatement;

            /**
             * Creates a plain object from a DispatchStatement message. Also converts values to other types if specified.
             * @param message DispatchStatement
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.DispatchStatement, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this DispatchStatement to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace DispatchStatement {

            /** Properties of a DispatchStatement. */
            interface $Properties {

                /** DispatchStatement dispatchId */
                dispatchId?: string;

                /** DispatchStatement recipient */
                recipient?: string;

                /** DispatchStatement caseNo */
                caseNo?: string;

                /** DispatchStatement eventSeq */
                eventSeq?: number;

                /** DispatchStatement messageId */
                messageId?: string;

                /** DispatchStatement messageType */
                messageType?: string;

                /** DispatchStatement actor */
                actor?: string;

                /** DispatchStatement basicCode */
                basicCode?: string;

                /** DispatchStatement implementationCode */
                implementationCode?: string;

                /** DispatchStatement logIndex */
                logIndex?: number;

                /** DispatchStatement recordedAt */
                recordedAt?: string;

                /** DispatchStatement submitterCaseRef */
                submitterCaseRef?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DispatchStatement. */
            type $Shape = tongban.v1.DispatchStatement.$Properties;
        }

        /**
         * Properties of an AttachRequest.
         * @deprecated Use tongban.v1.AttachRequest.$Properties instead.
         */
        interface IAttachRequest extends tongban.v1.AttachRequest.$Properties {
        }

        /** Represents an AttachRequest. */
        class AttachRequest {

            /**
             * Constructs a new AttachRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.AttachRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AttachRequest open. */
            open: (tongban.v1.AttachOpen|null);

            /** AttachRequest acknowledge. */
            acknowledge: (tongban.v1.AcknowledgeRequest|null);

            /** AttachRequest release. */
            release: (tongban.v1.ReleaseRequest|null);

            /** AttachRequest request. */
            request?: ("open"|"acknowledge"|"release");

            /**
             * Encodes the specified AttachRequest message. Does not implicitly {@link tongban.v1.AttachRequest.verify|verify} messages.
             * @param message AttachRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.AttachRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AttachRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.AttachRequest & tongban.v1.AttachRequest.$Shape} AttachRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.AttachRequest & tongban.v1.AttachRequest.$Shape;

            /**
             * Creates an AttachRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns AttachRequest
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.AttachRequest;

            /**
             * Creates a plain object from an AttachRequest message. Also converts values to other types if specified.
             * @param message AttachRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.AttachRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this AttachRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace AttachRequest {

            /** Properties of an AttachRequest. */
            interface $Properties {

                /** AttachRequest open */
                open?: (tongban.v1.AttachOpen.$Properties|null);

                /** AttachRequest acknowledge */
                acknowledge?: (tongban.v1.AcknowledgeRequest.$Properties|null);

                /** AttachRequest release */
                release?: (tongban.v1.ReleaseRequest.$Properties|null);

                /** AttachRequest request */
                request?: ("open"|"acknowledge"|"release");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of an AttachRequest. */
            type $Shape = {
              open?: tongban.v1.AttachOpen.$Shape|null;
              acknowledge?: tongban.v1.AcknowledgeRequest.$Shape|null;
              release?: tongban.v1.ReleaseRequest.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ request?: undefined; open?: null; acknowledge?: null; release?: null }|{ request?: "open"; open: tongban.v1.AttachOpen.$Shape; acknowledge?: null; release?: null }|{ request?: "acknowledge"; open?: null; acknowledge: tongban.v1.AcknowledgeRequest.$Shape; release?: null }|{ request?: "release"; open?: null; acknowledge?: null; release: tongban.v1.ReleaseRequest.$Shape })
            );
        }

        /**
         * Properties of an AttachOpen.
         * @deprecated Use tongban.v1.AttachOpen.$Properties instead.
         */
        interface IAttachOpen extends tongban.v1.AttachOpen.$Properties {
        }

        /** Represents an AttachOpen. */
        class AttachOpen {

            /**
             * Constructs a new AttachOpen.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.AttachOpen.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AttachOpen maxInFlight. */
            maxInFlight: number;

            /**
             * Encodes the specified AttachOpen message. Does not implicitly {@link tongban.v1.AttachOpen.verify|verify} messages.
             * @param message AttachOpen message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.AttachOpen.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AttachOpen message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.AttachOpen & tongban.v1.AttachOpen.$Shape} AttachOpen
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.AttachOpen & tongban.v1.AttachOpen.$Shape;

            /**
             * Creates an AttachOpen message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns AttachOpen
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.AttachOpen;

            /**
             * Creates a plain object from an AttachOpen message. Also converts values to other types if specified.
             * @param message AttachOpen
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.AttachOpen, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this AttachOpen to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace AttachOpen {

            /** Properties of an AttachOpen. */
            interface $Properties {

                /** AttachOpen maxInFlight */
                maxInFlight?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AttachOpen. */
            type $Shape = tongban.v1.AttachOpen.$Properties;
        }

        /**
         * Properties of an AttachResponse.
         * @deprecated Use tongban.v1.AttachResponse.$Properties instead.
         */
        interface IAttachResponse extends tongban.v1.AttachResponse.$Properties {
        }

        /** Represents an AttachResponse. */
        class AttachResponse {

            /**
             * Constructs a new AttachResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.AttachResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AttachResponse dispatches. */
            dispatches: (tongban.v1.DispatchFrame|null);

            /** AttachResponse acknowledged. */
            acknowledged: (tongban.v1.AcknowledgeResult|null);

            /** AttachResponse response. */
            response?: ("dispatches"|"acknowledged");

            /**
             * Encodes the specified AttachResponse message. Does not implicitly {@link tongban.v1.AttachResponse.verify|verify} messages.
             * @param message AttachResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.AttachResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AttachResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.AttachResponse & tongban.v1.AttachResponse.$Shape} AttachResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.AttachResponse & tongban.v1.AttachResponse.$Shape;

            /**
             * Creates an AttachResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns AttachResponse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.AttachResponse;

            /**
             * Creates a plain object from an AttachResponse message. Also converts values to other types if specified.
             * @param message AttachResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.AttachResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this AttachResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace AttachResponse {

            /** Properties of an AttachResponse. */
            interface $Properties {

                /** AttachResponse dispatches */
                dispatches?: (tongban.v1.DispatchFrame.$Properties|null);

                /** AttachResponse acknowledged */
                acknowledged?: (tongban.v1.AcknowledgeResult.$Properties|null);

                /** AttachResponse response */
                response?: ("dispatches"|"acknowledged");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of an AttachResponse. */
            type $Shape = {
              dispatches?: tongban.v1.DispatchFrame.$Shape|null;
              acknowledged?: tongban.v1.AcknowledgeResult.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ response?: undefined; dispatches?: null; acknowledged?: null }|{ response?: "dispatches"; dispatches: tongban.v1.DispatchFrame.$Shape; acknowledged?: null }|{ response?: "acknowledged"; dispatches?: null; acknowledged: tongban.v1.AcknowledgeResult.$Shape })
            );
        }

        /**
         * Properties of a DispatchFrame.
         * @deprecated Use tongban.v1.DispatchFrame.$Properties instead.
         */
        interface IDispatchFrame extends tongban.v1.DispatchFrame.$Properties {
        }

        /** Represents a DispatchFrame. */
        class DispatchFrame {

            /**
             * Constructs a new DispatchFrame.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.DispatchFrame.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DispatchFrame dispatches. */
            dispatches: tongban.v1.Dispatch[];

            /**
             * Encodes the specified DispatchFrame message. Does not implicitly {@link tongban.v1.DispatchFrame.verify|verify} messages.
             * @param message DispatchFrame message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.DispatchFrame.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DispatchFrame message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.DispatchFrame & tongban.v1.DispatchFrame.$Shape} DispatchFrame
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.DispatchFrame & tongban.v1.DispatchFrame.$Shape;

            /**
             * Creates a DispatchFrame message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns DispatchFrame
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.DispatchFrame;

            /**
             * Creates a plain object from a DispatchFrame message. Also converts values to other types if specified.
             * @param message DispatchFrame
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.DispatchFrame, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this DispatchFrame to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace DispatchFrame {

            /** Properties of a DispatchFrame. */
            interface $Properties {

                /** DispatchFrame dispatches */
                dispatches?: tongban.v1.Dispatch.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DispatchFrame. */
            type $Shape = tongban.v1.DispatchFrame.$Properties;
        }

        /**
         * Properties of an AcknowledgeResult.
         * @deprecated Use tongban.v1.AcknowledgeResult.$Properties instead.
         */
        interface IAcknowledgeResult extends tongban.v1.AcknowledgeResult.$Properties {
        }

        /** Represents an AcknowledgeResult. */
        class AcknowledgeResult {

            /**
             * Constructs a new AcknowledgeResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.AcknowledgeResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AcknowledgeResult dispatchId. */
            dispatchId: string;

            /** AcknowledgeResult error. */
            error: tongban.v1.Error;

            /**
             * Encodes the specified AcknowledgeResult message. Does not implicitly {@link tongban.v1.AcknowledgeResult.verify|verify} messages.
             * @param message AcknowledgeResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.AcknowledgeResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AcknowledgeResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.AcknowledgeResult & tongban.v1.AcknowledgeResult.$Shape} AcknowledgeResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.AcknowledgeResult & tongban.v1.AcknowledgeResult.$Shape;

            /**
             * Creates an AcknowledgeResult message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns AcknowledgeResult
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.AcknowledgeResult;

            /**
             * Creates a plain object from an AcknowledgeResult message. Also converts values to other types if specified.
             * @param message AcknowledgeResult
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.AcknowledgeResult, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this AcknowledgeResult to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace AcknowledgeResult {

            /** Properties of an AcknowledgeResult. */
            interface $Properties {

                /** AcknowledgeResult dispatchId */
                dispatchId?: string;

                /** AcknowledgeResult error */
                error?: tongban.v1.Error.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AcknowledgeResult. */
            type $Shape = tongban.v1.AcknowledgeResult.$Properties;
        }

        /**
         * Properties of a LeaseRequest.
         * @deprecated Use tongban.v1.LeaseRequest.$Properties instead.
         */
        interface ILeaseRequest extends tongban.v1.LeaseRequest.$Properties {
        }

        /** Represents a LeaseRequest. */
        class LeaseRequest {

            /**
             * Constructs a new LeaseRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.LeaseRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** LeaseRequest max. */
            max: number;

            /** LeaseRequest waitMs. */
            waitMs: number;

            /** LeaseRequest leaseMs. */
            leaseMs: number;

            /**
             * Encodes the specified LeaseRequest message. Does not implicitly {@link tongban.v1.LeaseRequest.verify|verify} messages.
             * @param message LeaseRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.LeaseRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a LeaseRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.LeaseRequest & tongban.v1.LeaseRequest.$Shape} LeaseRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.LeaseRequest & tongban.v1.LeaseRequest.$Shape;

            /**
             * Creates a LeaseRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns LeaseRequest
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.LeaseRequest;

            /**
             * Creates a plain object from a LeaseRequest message. Also converts values to other types if specified.
             * @param message LeaseRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.LeaseRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this LeaseRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace LeaseRequest {

            /** Properties of a LeaseRequest. */
            interface $Properties {

                /** LeaseRequest max */
                max?: number;

                /** LeaseRequest waitMs */
                waitMs?: number;

                /** LeaseRequest leaseMs */
                leaseMs?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a LeaseRequest. */
            type $Shape = tongban.v1.LeaseRequest.$Properties;
        }

        /**
         * Properties of a LeaseResponse.
         * @deprecated Use tongban.v1.LeaseResponse.$Properties instead.
         */
        interface ILeaseResponse extends tongban.v1.LeaseResponse.$Properties {
        }

        /** Represents a LeaseResponse. */
        class LeaseResponse {

            /**
             * Constructs a new LeaseResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.LeaseResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** LeaseResponse dispatches. */
            dispatches: tongban.v1.Dispatch[];

            /**
             * Encodes the specified LeaseResponse message. Does not implicitly {@link tongban.v1.LeaseResponse.verify|verify} messages.
             * @param message LeaseResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.LeaseResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a LeaseResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.LeaseResponse & tongban.v1.LeaseResponse.$Shape} LeaseResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.LeaseResponse & tongban.v1.LeaseResponse.$Shape;

            /**
             * Creates a LeaseResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns LeaseResponse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.LeaseResponse;

            /**
             * Creates a plain object from a LeaseResponse message. Also converts values to other types if specified.
             * @param message LeaseResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.LeaseResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this LeaseResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace LeaseResponse {

            /** Properties of a LeaseResponse. */
            interface $Properties {

                /** LeaseResponse dispatches */
                dispatches?: tongban.v1.Dispatch.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a LeaseResponse. */
            type $Shape = tongban.v1.LeaseResponse.$Properties;
        }

        /**
         * Properties of an AcknowledgeRequest.
         * @deprecated Use tongban.v1.AcknowledgeRequest.$Properties instead.
         */
        interface IAcknowledgeRequest extends tongban.v1.AcknowledgeRequest.$Properties {
        }

        /** Represents an AcknowledgeRequest. */
        class AcknowledgeRequest {

            /**
             * Constructs a new AcknowledgeRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.AcknowledgeRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AcknowledgeRequest dispatchId. */
            dispatchId: string;

            /** AcknowledgeRequest leaseToken. */
            leaseToken: string;

            /** AcknowledgeRequest message. */
            message: tongban.v1.SignedMessage;

            /**
             * Encodes the specified AcknowledgeRequest message. Does not implicitly {@link tongban.v1.AcknowledgeRequest.verify|verify} messages.
             * @param message AcknowledgeRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.AcknowledgeRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AcknowledgeRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.AcknowledgeRequest & tongban.v1.AcknowledgeRequest.$Shape} AcknowledgeRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.AcknowledgeRequest & tongban.v1.AcknowledgeRequest.$Shape;

            /**
             * Creates an AcknowledgeRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns AcknowledgeRequest
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.AcknowledgeRequest;

            /**
             * Creates a plain object from an AcknowledgeRequest message. Also converts values to other types if specified.
             * @param message AcknowledgeRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.AcknowledgeRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this AcknowledgeRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace AcknowledgeRequest {

            /** Properties of an AcknowledgeRequest. */
            interface $Properties {

                /** AcknowledgeRequest dispatchId */
                dispatchId?: string;

                /** AcknowledgeRequest leaseToken */
                leaseToken?: string;

                /** AcknowledgeRequest message */
                message?: tongban.v1.SignedMessage.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AcknowledgeRequest. */
            type $Shape = tongban.v1.AcknowledgeRequest.$Properties;
        }

        /**
         * Properties of an AcknowledgeResponse.
         * @deprecated Use tongban.v1.AcknowledgeResponse.$Properties instead.
         */
        interface IAcknowledgeResponse extends tongban.v1.AcknowledgeResponse.$Properties {
        }

        /** Represents an AcknowledgeResponse. */
        class AcknowledgeResponse {

            /**
             * Constructs a new AcknowledgeResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.AcknowledgeResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AcknowledgeResponse acknowledgement. */
            acknowledgement: tongban.v1.IntakeAcknowledgement;

            /**
             * Encodes the specified AcknowledgeResponse message. Does not implicitly {@link tongban.v1.AcknowledgeResponse.verify|verify} messages.
             * @param message AcknowledgeResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.AcknowledgeResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AcknowledgeResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.AcknowledgeResponse & tongban.v1.AcknowledgeResponse.$Shape} AcknowledgeResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.AcknowledgeResponse & tongban.v1.AcknowledgeResponse.$Shape;

            /**
             * Creates an AcknowledgeResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns AcknowledgeResponse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.AcknowledgeResponse;

            /**
             * Creates a plain object from an AcknowledgeResponse message. Also converts values to other types if specified.
             * @param message AcknowledgeResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.AcknowledgeResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this AcknowledgeResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace AcknowledgeResponse {

            /** Properties of an AcknowledgeResponse. */
            interface $Properties {

                /** AcknowledgeResponse acknowledgement */
                acknowledgement?: tongban.v1.IntakeAcknowledgement.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AcknowledgeResponse. */
            type $Shape = tongban.v1.AcknowledgeResponse.$Properties;
        }

        /**
         * Properties of a ReleaseRequest.
         * @deprecated Use tongban.v1.ReleaseRequest.$Properties instead.
         */
        interface IReleaseRequest extends tongban.v1.ReleaseRequest.$Properties {
        }

        /** Represents a ReleaseRequest. */
        class ReleaseRequest {

            /**
             * Constructs a new ReleaseRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ReleaseRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ReleaseRequest dispatchId. */
            dispatchId: string;

            /** ReleaseRequest leaseToken. */
            leaseToken: string;

            /** ReleaseRequest reason. */
            reason: string;

            /**
             * Encodes the specified ReleaseRequest message. Does not implicitly {@link tongban.v1.ReleaseRequest.verify|verify} messages.
             * @param message ReleaseRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ReleaseRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ReleaseRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ReleaseRequest & tongban.v1.ReleaseRequest.$Shape} ReleaseRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ReleaseRequest & tongban.v1.ReleaseRequest.$Shape;

            /**
             * Creates a ReleaseRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ReleaseRequest
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ReleaseRequest;

            /**
             * Creates a plain object from a ReleaseRequest message. Also converts values to other types if specified.
             * @param message ReleaseRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ReleaseRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ReleaseRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ReleaseRequest {

            /** Properties of a ReleaseRequest. */
            interface $Properties {

                /** ReleaseRequest dispatchId */
                dispatchId?: string;

                /** ReleaseRequest leaseToken */
                leaseToken?: string;

                /** ReleaseRequest reason */
                reason?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ReleaseRequest. */
            type $Shape = tongban.v1.ReleaseRequest.$Properties;
        }

        /**
         * Properties of a ReleaseResponse.
         * @deprecated Use tongban.v1.ReleaseResponse.$Properties instead.
         */
        interface IReleaseResponse extends tongban.v1.ReleaseResponse.$Properties {
        }

        /** Represents a ReleaseResponse. */
        class ReleaseResponse {

            /**
             * Constructs a new ReleaseResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ReleaseResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ReleaseResponse availableAt. */
            availableAt: string;

            /**
             * Encodes the specified ReleaseResponse message. Does not implicitly {@link tongban.v1.ReleaseResponse.verify|verify} messages.
             * @param message ReleaseResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ReleaseResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ReleaseResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ReleaseResponse & tongban.v1.ReleaseResponse.$Shape} ReleaseResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ReleaseResponse & tongban.v1.ReleaseResponse.$Shape;

            /**
             * Creates a ReleaseResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ReleaseResponse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ReleaseResponse;

            /**
             * Creates a plain object from a ReleaseResponse message. Also converts values to other types if specified.
             * @param message ReleaseResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ReleaseResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ReleaseResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ReleaseResponse {

            /** Properties of a ReleaseResponse. */
            interface $Properties {

                /** ReleaseResponse availableAt */
                availableAt?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ReleaseResponse. */
            type $Shape = tongban.v1.ReleaseResponse.$Properties;
        }

        /**
         * Properties of a PartOpened.
         * @deprecated Use tongban.v1.PartOpened.$Properties instead.
         */
        interface IPartOpened extends tongban.v1.PartOpened.$Properties {
        }

        /** Represents a PartOpened. */
        class PartOpened {

            /**
             * Constructs a new PartOpened.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.PartOpened.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PartOpened caseNo. */
            caseNo: string;

            /** PartOpened partCaseNo. */
            partCaseNo: string;

            /** PartOpened participant. */
            participant: string;

            /**
             * Encodes the specified PartOpened message. Does not implicitly {@link tongban.v1.PartOpened.verify|verify} messages.
             * @param message PartOpened message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.PartOpened.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PartOpened message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.PartOpened & tongban.v1.PartOpened.$Shape} PartOpened
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.PartOpened & tongban.v1.PartOpened.$Shape;

            /**
             * Creates a PartOpened message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns PartOpened
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.PartOpened;

            /**
             * Creates a plain object from a PartOpened message. Also converts values to other types if specified.
             * @param message PartOpened
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.PartOpened, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this PartOpened to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace PartOpened {

            /** Properties of a PartOpened. */
            interface $Properties {

                /** PartOpened caseNo */
                caseNo?: string;

                /** PartOpened partCaseNo */
                partCaseNo?: string;

                /** PartOpened participant */
                participant?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PartOpened. */
            type $Shape = tongban.v1.PartOpened.$Properties;
        }

        /**
         * Properties of a PartOverdue.
         * @deprecated Use tongban.v1.PartOverdue.$Properties instead.
         */
        interface IPartOverdue extends tongban.v1.PartOverdue.$Properties {
        }

        /** Represents a PartOverdue. */
        class PartOverdue {

            /**
             * Constructs a new PartOverdue.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.PartOverdue.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PartOverdue caseNo. */
            caseNo: string;

            /** PartOverdue partCaseNo. */
            partCaseNo: string;

            /** PartOverdue stage. */
            stage: tongban.v1.PartOverdue.Stage;

            /** PartOverdue receivedAt. */
            receivedAt: string;

            /** PartOverdue dueDate. */
            dueDate: string;

            /** PartOverdue rule. */
            rule: string;

            /** PartOverdue calendar. */
            calendar: string;

            /**
             * Encodes the specified PartOverdue message. Does not implicitly {@link tongban.v1.PartOverdue.verify|verify} messages.
             * @param message PartOverdue message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.PartOverdue.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PartOverdue message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.PartOverdue & tongban.v1.PartOverdue.$Shape} PartOverdue
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.PartOverdue & tongban.v1.PartOverdue.$Shape;

            /**
             * Creates a PartOverdue message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns PartOverdue
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.PartOverdue;

            /**
             * Creates a plain object from a PartOverdue message. Also converts values to other types if specified.
             * @param message PartOverdue
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.PartOverdue, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this PartOverdue to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace PartOverdue {

            /** Properties of a PartOverdue. */
            interface $Properties {

                /** PartOverdue caseNo */
                caseNo?: string;

                /** PartOverdue partCaseNo */
                partCaseNo?: string;

                /** PartOverdue stage */
                stage?: tongban.v1.PartOverdue.Stage;

                /** PartOverdue receivedAt */
                receivedAt?: string;

                /** PartOverdue dueDate */
                dueDate?: string;

                /** PartOverdue rule */
                rule?: string;

                /** PartOverdue calendar */
                calendar?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PartOverdue. */
            type $Shape = tongban.v1.PartOverdue.$Properties;

            /** Stage enum. */
            enum Stage {

                /** STAGE_UNSPECIFIED value */
                STAGE_UNSPECIFIED = 0,

                /** REMINDED value */
                REMINDED = 1,

                /** RELEASABLE value */
                RELEASABLE = 2
            }
        }

        /**
         * Properties of a PartEnded.
         * @deprecated Use tongban.v1.PartEnded.$Properties instead.
         */
        interface IPartEnded extends tongban.v1.PartEnded.$Properties {
        }

        /** Represents a PartEnded. */
        class PartEnded {

            /**
             * Constructs a new PartEnded.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.PartEnded.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PartEnded caseNo. */
            caseNo: string;

            /** PartEnded partCaseNo. */
            partCaseNo: string;

            /** PartEnded end. */
            end: tongban.v1.PartEnded.End;

            /**
             * Encodes the specified PartEnded message. Does not implicitly {@link tongban.v1.PartEnded.verify|verify} messages.
             * @param message PartEnded message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.PartEnded.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PartEnded message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.PartEnded & tongban.v1.PartEnded.$Shape} PartEnded
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.PartEnded & tongban.v1.PartEnded.$Shape;

            /**
             * Creates a PartEnded message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns PartEnded
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.PartEnded;

            /**
             * Creates a plain object from a PartEnded message. Also converts values to other types if specified.
             * @param message PartEnded
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.PartEnded, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this PartEnded to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace PartEnded {

            /** Properties of a PartEnded. */
            interface $Properties {

                /** PartEnded caseNo */
                caseNo?: string;

                /** PartEnded partCaseNo */
                partCaseNo?: string;

                /** PartEnded end */
                end?: tongban.v1.PartEnded.End;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PartEnded. */
            type $Shape = tongban.v1.PartEnded.$Properties;

            /** End enum. */
            enum End {

                /** END_UNSPECIFIED value */
                END_UNSPECIFIED = 0,

                /** DONE value */
                DONE = 1,

                /** REFUSED value */
                REFUSED = 2,

                /** WITHDRAWN value */
                WITHDRAWN = 3,

                /** TERMINATED value */
                TERMINATED = 4,

                /** SILENT value */
                SILENT = 5,

                /** UNDONE value */
                UNDONE = 6
            }
        }

        /**
         * Properties of a PartSettled.
         * @deprecated Use tongban.v1.PartSettled.$Properties instead.
         */
        interface IPartSettled extends tongban.v1.PartSettled.$Properties {
        }

        /** Represents a PartSettled. */
        class PartSettled {

            /**
             * Constructs a new PartSettled.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.PartSettled.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PartSettled caseNo. */
            caseNo: string;

            /** PartSettled partCaseNo. */
            partCaseNo: string;

            /** PartSettled resolution. */
            resolution: tongban.v1.PartSettled.Resolution;

            /** PartSettled replacedBy. */
            replacedBy: string;

            /** PartSettled reason. */
            reason: string;

            /**
             * Encodes the specified PartSettled message. Does not implicitly {@link tongban.v1.PartSettled.verify|verify} messages.
             * @param message PartSettled message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.PartSettled.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PartSettled message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.PartSettled & tongban.v1.PartSettled.$Shape} PartSettled
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.PartSettled & tongban.v1.PartSettled.$Shape;

            /**
             * Creates a PartSettled message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns PartSettled
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.PartSettled;

            /**
             * Creates a plain object from a PartSettled message. Also converts values to other types if specified.
             * @param message PartSettled
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.PartSettled, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this PartSettled to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace PartSettled {

            /** Properties of a PartSettled. */
            interface $Properties {

                /** PartSettled caseNo */
                caseNo?: string;

                /** PartSettled partCaseNo */
                partCaseNo?: string;

                /** PartSettled resolution */
                resolution?: tongban.v1.PartSettled.Resolution;

                /** PartSettled replacedBy */
                replacedBy?: string;

                /** PartSettled reason */
                reason?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PartSettled. */
            type $Shape = tongban.v1.PartSettled.$Properties;

            /** Resolution enum. */
            enum Resolution {

                /** RESOLUTION_UNSPECIFIED value */
                RESOLUTION_UNSPECIFIED = 0,

                /** WAIVED value */
                WAIVED = 1,

                /** REPLACED value */
                REPLACED = 2,

                /** COMPENSATED value */
                COMPENSATED = 3
            }
        }

        /**
         * Properties of a LeadEnded.
         * @deprecated Use tongban.v1.LeadEnded.$Properties instead.
         */
        interface ILeadEnded extends tongban.v1.LeadEnded.$Properties {
        }

        /** Represents a LeadEnded. */
        class LeadEnded {

            /**
             * Constructs a new LeadEnded.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.LeadEnded.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** LeadEnded caseNo. */
            caseNo: string;

            /** LeadEnded leadCaseNo. */
            leadCaseNo: string;

            /**
             * Encodes the specified LeadEnded message. Does not implicitly {@link tongban.v1.LeadEnded.verify|verify} messages.
             * @param message LeadEnded message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.LeadEnded.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a LeadEnded message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.LeadEnded & tongban.v1.LeadEnded.$Shape} LeadEnded
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.LeadEnded & tongban.v1.LeadEnded.$Shape;

            /**
             * Creates a LeadEnded message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns LeadEnded
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.LeadEnded;

            /**
             * Creates a plain object from a LeadEnded message. Also converts values to other types if specified.
             * @param message LeadEnded
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.LeadEnded, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this LeadEnded to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace LeadEnded {

            /** Properties of a LeadEnded. */
            interface $Properties {

                /** LeadEnded caseNo */
                caseNo?: string;

                /** LeadEnded leadCaseNo */
                leadCaseNo?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a LeadEnded. */
            type $Shape = tongban.v1.LeadEnded.$Properties;
        }

        /**
         * Properties of a CompensationRequested.
         * @deprecated Use tongban.v1.CompensationRequested.$Properties instead.
         */
        interface ICompensationRequested extends tongban.v1.CompensationRequested.$Properties {
        }

        /** Represents a CompensationRequested. */
        class CompensationRequested {

            /**
             * Constructs a new CompensationRequested.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.CompensationRequested.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CompensationRequested caseNo. */
            caseNo: string;

            /** CompensationRequested reason. */
            reason: string;

            /**
             * Encodes the specified CompensationRequested message. Does not implicitly {@link tongban.v1.CompensationRequested.verify|verify} messages.
             * @param message CompensationRequested message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.CompensationRequested.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CompensationRequested message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.CompensationRequested & tongban.v1.CompensationRequested.$Shape} CompensationRequested
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.CompensationRequested & tongban.v1.CompensationRequested.$Shape;

            /**
             * Creates a CompensationRequested message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CompensationRequested
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.CompensationRequested;

            /**
             * Creates a plain object from a CompensationRequested message. Also converts values to other types if specified.
             * @param message CompensationRequested
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.CompensationRequested, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CompensationRequested to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace CompensationRequested {

            /** Properties of a CompensationRequested. */
            interface $Properties {

                /** CompensationRequested caseNo */
                caseNo?: string;

                /** CompensationRequested reason */
                reason?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CompensationRequested. */
            type $Shape = tongban.v1.CompensationRequested.$Properties;
        }

        /**
         * Properties of a Compensated.
         * @deprecated Use tongban.v1.Compensated.$Properties instead.
         */
        interface ICompensated extends tongban.v1.Compensated.$Properties {
        }

        /** Represents a Compensated. */
        class Compensated {

            /**
             * Constructs a new Compensated.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.Compensated.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Compensated caseNo. */
            caseNo: string;

            /** Compensated documentNo. */
            documentNo: string;

            /** Compensated compensatedAt. */
            compensatedAt: string;

            /**
             * Encodes the specified Compensated message. Does not implicitly {@link tongban.v1.Compensated.verify|verify} messages.
             * @param message Compensated message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.Compensated.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Compensated message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.Compensated & tongban.v1.Compensated.$Shape} Compensated
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.Compensated & tongban.v1.Compensated.$Shape;

            /**
             * Creates a Compensated message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Compensated
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.Compensated;

            /**
             * Creates a plain object from a Compensated message. Also converts values to other types if specified.
             * @param message Compensated
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.Compensated, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Compensated to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Compensated {

            /** Properties of a Compensated. */
            interface $Properties {

                /** Compensated caseNo */
                caseNo?: string;

                /** Compensated documentNo */
                documentNo?: string;

                /** Compensated compensatedAt */
                compensatedAt?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Compensated. */
            type $Shape = tongban.v1.Compensated.$Properties;
        }

        /**
         * Properties of a CompensationRefused.
         * @deprecated Use tongban.v1.CompensationRefused.$Properties instead.
         */
        interface ICompensationRefused extends tongban.v1.CompensationRefused.$Properties {
        }

        /** Represents a CompensationRefused. */
        class CompensationRefused {

            /**
             * Constructs a new CompensationRefused.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.CompensationRefused.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CompensationRefused caseNo. */
            caseNo: string;

            /** CompensationRefused reasonCode. */
            reasonCode: string;

            /** CompensationRefused reason. */
            reason: string;

            /**
             * Encodes the specified CompensationRefused message. Does not implicitly {@link tongban.v1.CompensationRefused.verify|verify} messages.
             * @param message CompensationRefused message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.CompensationRefused.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CompensationRefused message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.CompensationRefused & tongban.v1.CompensationRefused.$Shape} CompensationRefused
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.CompensationRefused & tongban.v1.CompensationRefused.$Shape;

            /**
             * Creates a CompensationRefused message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CompensationRefused
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.CompensationRefused;

            /**
             * Creates a plain object from a CompensationRefused message. Also converts values to other types if specified.
             * @param message CompensationRefused
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.CompensationRefused, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CompensationRefused to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace CompensationRefused {

            /** Properties of a CompensationRefused. */
            interface $Properties {

                /** CompensationRefused caseNo */
                caseNo?: string;

                /** CompensationRefused reasonCode */
                reasonCode?: string;

                /** CompensationRefused reason */
                reason?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CompensationRefused. */
            type $Shape = tongban.v1.CompensationRefused.$Properties;
        }

        /**
         * Properties of a MemberSubmitted.
         * @deprecated Use tongban.v1.MemberSubmitted.$Properties instead.
         */
        interface IMemberSubmitted extends tongban.v1.MemberSubmitted.$Properties {
        }

        /** Represents a MemberSubmitted. */
        class MemberSubmitted {

            /**
             * Constructs a new MemberSubmitted.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.MemberSubmitted.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** MemberSubmitted caseNo. */
            caseNo: string;

            /** MemberSubmitted member. */
            member: string;

            /** MemberSubmitted memberCaseNo. */
            memberCaseNo: string;

            /**
             * Encodes the specified MemberSubmitted message. Does not implicitly {@link tongban.v1.MemberSubmitted.verify|verify} messages.
             * @param message MemberSubmitted message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.MemberSubmitted.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a MemberSubmitted message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.MemberSubmitted & tongban.v1.MemberSubmitted.$Shape} MemberSubmitted
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.MemberSubmitted & tongban.v1.MemberSubmitted.$Shape;

            /**
             * Creates a MemberSubmitted message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns MemberSubmitted
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.MemberSubmitted;

            /**
             * Creates a plain object from a MemberSubmitted message. Also converts values to other types if specified.
             * @param message MemberSubmitted
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.MemberSubmitted, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this MemberSubmitted to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace MemberSubmitted {

            /** Properties of a MemberSubmitted. */
            interface $Properties {

                /** MemberSubmitted caseNo */
                caseNo?: string;

                /** MemberSubmitted member */
                member?: string;

                /** MemberSubmitted memberCaseNo */
                memberCaseNo?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a MemberSubmitted. */
            type $Shape = tongban.v1.MemberSubmitted.$Properties;
        }

        /**
         * Properties of a MemberEnded.
         * @deprecated Use tongban.v1.MemberEnded.$Properties instead.
         */
        interface IMemberEnded extends tongban.v1.MemberEnded.$Properties {
        }

        /** Represents a MemberEnded. */
        class MemberEnded {

            /**
             * Constructs a new MemberEnded.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.MemberEnded.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** MemberEnded caseNo. */
            caseNo: string;

            /** MemberEnded member. */
            member: string;

            /** MemberEnded memberCaseNo. */
            memberCaseNo: string;

            /** MemberEnded end. */
            end: tongban.v1.MemberEnded.End;

            /**
             * Encodes the specified MemberEnded message. Does not implicitly {@link tongban.v1.MemberEnded.verify|verify} messages.
             * @param message MemberEnded message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.MemberEnded.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a MemberEnded message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.MemberEnded & tongban.v1.MemberEnded.$Shape} MemberEnded
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.MemberEnded & tongban.v1.MemberEnded.$Shape;

            /**
             * Creates a MemberEnded message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns MemberEnded
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.MemberEnded;

            /**
             * Creates a plain object from a MemberEnded message. Also converts values to other types if specified.
             * @param message MemberEnded
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.MemberEnded, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this MemberEnded to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace MemberEnded {

            /** Properties of a MemberEnded. */
            interface $Properties {

                /** MemberEnded caseNo */
                caseNo?: string;

                /** MemberEnded member */
                member?: string;

                /** MemberEnded memberCaseNo */
                memberCaseNo?: string;

                /** MemberEnded end */
                end?: tongban.v1.MemberEnded.End;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a MemberEnded. */
            type $Shape = tongban.v1.MemberEnded.$Properties;

            /** End enum. */
            enum End {

                /** END_UNSPECIFIED value */
                END_UNSPECIFIED = 0,

                /** DONE value */
                DONE = 1,

                /** REFUSED value */
                REFUSED = 2,

                /** WITHDRAWN value */
                WITHDRAWN = 3,

                /** TERMINATED value */
                TERMINATED = 4
            }
        }

        /**
         * Properties of a LifeEventCompleted.
         * @deprecated Use tongban.v1.LifeEventCompleted.$Properties instead.
         */
        interface ILifeEventCompleted extends tongban.v1.LifeEventCompleted.$Properties {
        }

        /** Represents a LifeEventCompleted. */
        class LifeEventCompleted {

            /**
             * Constructs a new LifeEventCompleted.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.LifeEventCompleted.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** LifeEventCompleted caseNo. */
            caseNo: string;

            /**
             * Encodes the specified LifeEventCompleted message. Does not implicitly {@link tongban.v1.LifeEventCompleted.verify|verify} messages.
             * @param message LifeEventCompleted message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.LifeEventCompleted.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a LifeEventCompleted message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.LifeEventCompleted & tongban.v1.LifeEventCompleted.$Shape} LifeEventCompleted
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.LifeEventCompleted & tongban.v1.LifeEventCompleted.$Shape;

            /**
             * Creates a LifeEventCompleted message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns LifeEventCompleted
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.LifeEventCompleted;

            /**
             * Creates a plain object from a LifeEventCompleted message. Also converts values to other types if specified.
             * @param message LifeEventCompleted
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.LifeEventCompleted, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this LifeEventCompleted to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace LifeEventCompleted {

            /** Properties of a LifeEventCompleted. */
            interface $Properties {

                /** LifeEventCompleted caseNo */
                caseNo?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a LifeEventCompleted. */
            type $Shape = tongban.v1.LifeEventCompleted.$Properties;
        }

        /**
         * Properties of a PrerequisiteCase.
         * @deprecated Use tongban.v1.PrerequisiteCase.$Properties instead.
         */
        interface IPrerequisiteCase extends tongban.v1.PrerequisiteCase.$Properties {
        }

        /** Represents a PrerequisiteCase. */
        class PrerequisiteCase {

            /**
             * Constructs a new PrerequisiteCase.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.PrerequisiteCase.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PrerequisiteCase member. */
            member: string;

            /** PrerequisiteCase caseNo. */
            caseNo: string;

            /**
             * Encodes the specified PrerequisiteCase message. Does not implicitly {@link tongban.v1.PrerequisiteCase.verify|verify} messages.
             * @param message PrerequisiteCase message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.PrerequisiteCase.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PrerequisiteCase message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.PrerequisiteCase & tongban.v1.PrerequisiteCase.$Shape} PrerequisiteCase
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.PrerequisiteCase & tongban.v1.PrerequisiteCase.$Shape;

            /**
             * Creates a PrerequisiteCase message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns PrerequisiteCase
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.PrerequisiteCase;

            /**
             * Creates a plain object from a PrerequisiteCase message. Also converts values to other types if specified.
             * @param message PrerequisiteCase
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.PrerequisiteCase, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this PrerequisiteCase to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace PrerequisiteCase {

            /** Properties of a PrerequisiteCase. */
            interface $Properties {

                /** PrerequisiteCase member */
                member?: string;

                /** PrerequisiteCase caseNo */
                caseNo?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PrerequisiteCase. */
            type $Shape = tongban.v1.PrerequisiteCase.$Properties;
        }

        /**
         * Properties of a PrerequisitesMet.
         * @deprecated Use tongban.v1.PrerequisitesMet.$Properties instead.
         */
        interface IPrerequisitesMet extends tongban.v1.PrerequisitesMet.$Properties {
        }

        /** Represents a PrerequisitesMet. */
        class PrerequisitesMet {

            /**
             * Constructs a new PrerequisitesMet.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.PrerequisitesMet.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PrerequisitesMet caseNo. */
            caseNo: string;

            /** PrerequisitesMet lifeEventNo. */
            lifeEventNo: string;

            /** PrerequisitesMet prerequisites. */
            prerequisites: tongban.v1.PrerequisiteCase[];

            /**
             * Encodes the specified PrerequisitesMet message. Does not implicitly {@link tongban.v1.PrerequisitesMet.verify|verify} messages.
             * @param message PrerequisitesMet message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.PrerequisitesMet.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PrerequisitesMet message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.PrerequisitesMet & tongban.v1.PrerequisitesMet.$Shape} PrerequisitesMet
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.PrerequisitesMet & tongban.v1.PrerequisitesMet.$Shape;

            /**
             * Creates a PrerequisitesMet message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns PrerequisitesMet
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.PrerequisitesMet;

            /**
             * Creates a plain object from a PrerequisitesMet message. Also converts values to other types if specified.
             * @param message PrerequisitesMet
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.PrerequisitesMet, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this PrerequisitesMet to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace PrerequisitesMet {

            /** Properties of a PrerequisitesMet. */
            interface $Properties {

                /** PrerequisitesMet caseNo */
                caseNo?: string;

                /** PrerequisitesMet lifeEventNo */
                lifeEventNo?: string;

                /** PrerequisitesMet prerequisites */
                prerequisites?: tongban.v1.PrerequisiteCase.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PrerequisitesMet. */
            type $Shape = tongban.v1.PrerequisitesMet.$Properties;
        }

        /**
         * Properties of a PrerequisiteFailed.
         * @deprecated Use tongban.v1.PrerequisiteFailed.$Properties instead.
         */
        interface IPrerequisiteFailed extends tongban.v1.PrerequisiteFailed.$Properties {
        }

        /** Represents a PrerequisiteFailed. */
        class PrerequisiteFailed {

            /**
             * Constructs a new PrerequisiteFailed.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.PrerequisiteFailed.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PrerequisiteFailed caseNo. */
            caseNo: string;

            /** PrerequisiteFailed lifeEventNo. */
            lifeEventNo: string;

            /** PrerequisiteFailed member. */
            member: string;

            /** PrerequisiteFailed end. */
            end: tongban.v1.MemberEnded.End;

            /**
             * Encodes the specified PrerequisiteFailed message. Does not implicitly {@link tongban.v1.PrerequisiteFailed.verify|verify} messages.
             * @param message PrerequisiteFailed message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.PrerequisiteFailed.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PrerequisiteFailed message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.PrerequisiteFailed & tongban.v1.PrerequisiteFailed.$Shape} PrerequisiteFailed
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.PrerequisiteFailed & tongban.v1.PrerequisiteFailed.$Shape;

            /**
             * Creates a PrerequisiteFailed message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns PrerequisiteFailed
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.PrerequisiteFailed;

            /**
             * Creates a plain object from a PrerequisiteFailed message. Also converts values to other types if specified.
             * @param message PrerequisiteFailed
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.PrerequisiteFailed, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this PrerequisiteFailed to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace PrerequisiteFailed {

            /** Properties of a PrerequisiteFailed. */
            interface $Properties {

                /** PrerequisiteFailed caseNo */
                caseNo?: string;

                /** PrerequisiteFailed lifeEventNo */
                lifeEventNo?: string;

                /** PrerequisiteFailed member */
                member?: string;

                /** PrerequisiteFailed end */
                end?: tongban.v1.MemberEnded.End;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PrerequisiteFailed. */
            type $Shape = tongban.v1.PrerequisiteFailed.$Properties;
        }

        /**
         * Properties of a LifeEventEnded.
         * @deprecated Use tongban.v1.LifeEventEnded.$Properties instead.
         */
        interface ILifeEventEnded extends tongban.v1.LifeEventEnded.$Properties {
        }

        /** Represents a LifeEventEnded. */
        class LifeEventEnded {

            /**
             * Constructs a new LifeEventEnded.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.LifeEventEnded.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** LifeEventEnded caseNo. */
            caseNo: string;

            /** LifeEventEnded lifeEventNo. */
            lifeEventNo: string;

            /**
             * Encodes the specified LifeEventEnded message. Does not implicitly {@link tongban.v1.LifeEventEnded.verify|verify} messages.
             * @param message LifeEventEnded message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.LifeEventEnded.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a LifeEventEnded message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.LifeEventEnded & tongban.v1.LifeEventEnded.$Shape} LifeEventEnded
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.LifeEventEnded & tongban.v1.LifeEventEnded.$Shape;

            /**
             * Creates a LifeEventEnded message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns LifeEventEnded
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.LifeEventEnded;

            /**
             * Creates a plain object from a LifeEventEnded message. Also converts values to other types if specified.
             * @param message LifeEventEnded
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.LifeEventEnded, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this LifeEventEnded to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace LifeEventEnded {

            /** Properties of a LifeEventEnded. */
            interface $Properties {

                /** LifeEventEnded caseNo */
                caseNo?: string;

                /** LifeEventEnded lifeEventNo */
                lifeEventNo?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a LifeEventEnded. */
            type $Shape = tongban.v1.LifeEventEnded.$Properties;
        }

        /**
         * Properties of a PrerequisiteResult.
         * @deprecated Use tongban.v1.PrerequisiteResult.$Properties instead.
         */
        interface IPrerequisiteResult extends tongban.v1.PrerequisiteResult.$Properties {
        }

        /** Represents a PrerequisiteResult. */
        class PrerequisiteResult {

            /**
             * Constructs a new PrerequisiteResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.PrerequisiteResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PrerequisiteResult member. */
            member: string;

            /** PrerequisiteResult caseNo. */
            caseNo: string;

            /** PrerequisiteResult documents. */
            documents: tongban.v1.ResultDocument[];

            /** PrerequisiteResult erased. */
            erased: boolean;

            /**
             * Encodes the specified PrerequisiteResult message. Does not implicitly {@link tongban.v1.PrerequisiteResult.verify|verify} messages.
             * @param message PrerequisiteResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.PrerequisiteResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PrerequisiteResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.PrerequisiteResult & tongban.v1.PrerequisiteResult.$Shape} PrerequisiteResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.PrerequisiteResult & tongban.v1.PrerequisiteResult.$Shape;

            /**
             * Creates a PrerequisiteResult message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns PrerequisiteResult
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.PrerequisiteResult;

            /**
             * Creates a plain object from a PrerequisiteResult message. Also converts values to other types if specified.
             * @param message PrerequisiteResult
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.PrerequisiteResult, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this PrerequisiteResult to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace PrerequisiteResult {

            /** Properties of a PrerequisiteResult. */
            interface $Properties {

                /** PrerequisiteResult member */
                member?: string;

                /** PrerequisiteResult caseNo */
                caseNo?: string;

                /** PrerequisiteResult documents */
                documents?: tongban.v1.ResultDocument.$Properties[];

                /** PrerequisiteResult erased */
                erased?: boolean;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PrerequisiteResult. */
            type $Shape = tongban.v1.PrerequisiteResult.$Properties;
        }

        /**
         * Properties of a LifeEventProgress.
         * @deprecated Use tongban.v1.LifeEventProgress.$Properties instead.
         */
        interface ILifeEventProgress extends tongban.v1.LifeEventProgress.$Properties {
        }

        /** Represents a LifeEventProgress. */
        class LifeEventProgress {

            /**
             * Constructs a new LifeEventProgress.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.LifeEventProgress.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** LifeEventProgress member. */
            member: string;

            /** LifeEventProgress dependsOn. */
            dependsOn: string[];

            /** LifeEventProgress standing. */
            standing: tongban.v1.LifeEventProgress.Standing;

            /** LifeEventProgress waitsFor. */
            waitsFor: string[];

            /** LifeEventProgress textZh. */
            textZh: string;

            /** LifeEventProgress textEn. */
            textEn: string;

            /** LifeEventProgress itemCode. */
            itemCode: string;

            /** LifeEventProgress divisionCode. */
            divisionCode: string;

            /** LifeEventProgress itemName. */
            itemName: string;

            /** LifeEventProgress caseNo. */
            caseNo: string;

            /** LifeEventProgress state. */
            state: tongban.v1.CaseState;

            /** LifeEventProgress competent. */
            competent: string;

            /** LifeEventProgress results. */
            results: tongban.v1.PrerequisiteResult[];

            /**
             * Encodes the specified LifeEventProgress message. Does not implicitly {@link tongban.v1.LifeEventProgress.verify|verify} messages.
             * @param message LifeEventProgress message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.LifeEventProgress.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a LifeEventProgress message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.LifeEventProgress & tongban.v1.LifeEventProgress.$Shape} LifeEventProgress
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.LifeEventProgress & tongban.v1.LifeEventProgress.$Shape;

            /**
             * Creates a LifeEventProgress message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns LifeEventProgress
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.LifeEventProgress;

            /**
             * Creates a plain object from a LifeEventProgress message. Also converts values to other types if specified.
             * @param message LifeEventProgress
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.LifeEventProgress, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this LifeEventProgress to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace LifeEventProgress {

            /** Properties of a LifeEventProgress. */
            interface $Properties {

                /** LifeEventProgress member */
                member?: string;

                /** LifeEventProgress dependsOn */
                dependsOn?: string[];

                /** LifeEventProgress standing */
                standing?: tongban.v1.LifeEventProgress.Standing;

                /** LifeEventProgress waitsFor */
                waitsFor?: string[];

                /** LifeEventProgress textZh */
                textZh?: string;

                /** LifeEventProgress textEn */
                textEn?: string;

                /** LifeEventProgress itemCode */
                itemCode?: string;

                /** LifeEventProgress divisionCode */
                divisionCode?: string;

                /** LifeEventProgress itemName */
                itemName?: string;

                /** LifeEventProgress caseNo */
                caseNo?: string;

                /** LifeEventProgress state */
                state?: tongban.v1.CaseState;

                /** LifeEventProgress competent */
                competent?: string;

                /** LifeEventProgress results */
                results?: tongban.v1.PrerequisiteResult.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a LifeEventProgress. */
            type $Shape = tongban.v1.LifeEventProgress.$Properties;

            /** Standing enum. */
            enum Standing {

                /** STANDING_UNSPECIFIED value */
                STANDING_UNSPECIFIED = 0,

                /** NOT_SUBMITTED value */
                NOT_SUBMITTED = 1,

                /** AWAITING value */
                AWAITING = 2,

                /** BLOCKED value */
                BLOCKED = 3,

                /** UNDER_WAY value */
                UNDER_WAY = 4,

                /** DONE value */
                DONE = 5,

                /** REFUSED value */
                REFUSED = 6,

                /** WITHDRAWN value */
                WITHDRAWN = 7,

                /** TERMINATED value */
                TERMINATED = 8
            }
        }

        /**
         * Properties of a LifeEvent.
         * @deprecated Use tongban.v1.LifeEvent.$Properties instead.
         */
        interface ILifeEvent extends tongban.v1.LifeEvent.$Properties {
        }

        /** Represents a LifeEvent. */
        class LifeEvent {

            /**
             * Constructs a new LifeEvent.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.LifeEvent.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** LifeEvent lifeEventNo. */
            lifeEventNo: string;

            /** LifeEvent state. */
            state: tongban.v1.CaseState;

            /** LifeEvent submitter. */
            submitter: string;

            /** LifeEvent submitterCaseRef. */
            submitterCaseRef: string;

            /** LifeEvent members. */
            members: tongban.v1.LifeEventProgress[];

            /** LifeEvent done. */
            done: number;

            /** LifeEvent total. */
            total: number;

            /** LifeEvent textZh. */
            textZh: string;

            /** LifeEvent textEn. */
            textEn: string;

            /**
             * Encodes the specified LifeEvent message. Does not implicitly {@link tongban.v1.LifeEvent.verify|verify} messages.
             * @param message LifeEvent message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.LifeEvent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a LifeEvent message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.LifeEvent & tongban.v1.LifeEvent.$Shape} LifeEvent
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.LifeEvent & tongban.v1.LifeEvent.$Shape;

            /**
             * Creates a LifeEvent message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns LifeEvent
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.LifeEvent;

            /**
             * Creates a plain object from a LifeEvent message. Also converts values to other types if specified.
             * @param message LifeEvent
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.LifeEvent, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this LifeEvent to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace LifeEvent {

            /** Properties of a LifeEvent. */
            interface $Properties {

                /** LifeEvent lifeEventNo */
                lifeEventNo?: string;

                /** LifeEvent state */
                state?: tongban.v1.CaseState;

                /** LifeEvent submitter */
                submitter?: string;

                /** LifeEvent submitterCaseRef */
                submitterCaseRef?: string;

                /** LifeEvent members */
                members?: tongban.v1.LifeEventProgress.$Properties[];

                /** LifeEvent done */
                done?: number;

                /** LifeEvent total */
                total?: number;

                /** LifeEvent textZh */
                textZh?: string;

                /** LifeEvent textEn */
                textEn?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a LifeEvent. */
            type $Shape = tongban.v1.LifeEvent.$Properties;
        }

        /**
         * Properties of a GetLifeEventRequest.
         * @deprecated Use tongban.v1.GetLifeEventRequest.$Properties instead.
         */
        interface IGetLifeEventRequest extends tongban.v1.GetLifeEventRequest.$Properties {
        }

        /** Represents a GetLifeEventRequest. */
        class GetLifeEventRequest {

            /**
             * Constructs a new GetLifeEventRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.GetLifeEventRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetLifeEventRequest lifeEventNo. */
            lifeEventNo: string;

            /**
             * Encodes the specified GetLifeEventRequest message. Does not implicitly {@link tongban.v1.GetLifeEventRequest.verify|verify} messages.
             * @param message GetLifeEventRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.GetLifeEventRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetLifeEventRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.GetLifeEventRequest & tongban.v1.GetLifeEventRequest.$Shape} GetLifeEventRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.GetLifeEventRequest & tongban.v1.GetLifeEventRequest.$Shape;

            /**
             * Creates a GetLifeEventRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns GetLifeEventRequest
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.GetLifeEventRequest;

            /**
             * Creates a plain object from a GetLifeEventRequest message. Also converts values to other types if specified.
             * @param message GetLifeEventRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.GetLifeEventRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this GetLifeEventRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace GetLifeEventRequest {

            /** Properties of a GetLifeEventRequest. */
            interface $Properties {

                /** GetLifeEventRequest lifeEventNo */
                lifeEventNo?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetLifeEventRequest. */
            type $Shape = tongban.v1.GetLifeEventRequest.$Properties;
        }

        /**
         * Properties of a GetLifeEventResponse.
         * @deprecated Use tongban.v1.GetLifeEventResponse.$Properties instead.
         */
        interface IGetLifeEventResponse extends tongban.v1.GetLifeEventResponse.$Properties {
        }

        /** Represents a GetLifeEventResponse. */
        class GetLifeEventResponse {

            /**
             * Constructs a new GetLifeEventResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.GetLifeEventResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetLifeEventResponse lifeEvent. */
            lifeEvent: tongban.v1.LifeEvent;

            /**
             * Encodes the specified GetLifeEventResponse message. Does not implicitly {@link tongban.v1.GetLifeEventResponse.verify|verify} messages.
             * @param message GetLifeEventResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.GetLifeEventResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetLifeEventResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.GetLifeEventResponse & tongban.v1.GetLifeEventResponse.$Shape} GetLifeEventResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.GetLifeEventResponse & tongban.v1.GetLifeEventResponse.$Shape;

            /**
             * Creates a GetLifeEventResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns GetLifeEventResponse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.GetLifeEventResponse;

            /**
             * Creates a plain object from a GetLifeEventResponse message. Also converts values to other types if specified.
             * @param message GetLifeEventResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.GetLifeEventResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this GetLifeEventResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace GetLifeEventResponse {

            /** Properties of a GetLifeEventResponse. */
            interface $Properties {

                /** GetLifeEventResponse lifeEvent */
                lifeEvent?: tongban.v1.LifeEvent.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetLifeEventResponse. */
            type $Shape = tongban.v1.GetLifeEventResponse.$Properties;
        }

        /**
         * Properties of a MappingProposal.
         * @deprecated Use tongban.v1.MappingProposal.$Properties instead.
         */
        interface IMappingProposal extends tongban.v1.MappingProposal.$Properties {
        }

        /** Represents a MappingProposal. */
        class MappingProposal {

            /**
             * Constructs a new MappingProposal.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.MappingProposal.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** MappingProposal platform. */
            platform: string;

            /** MappingProposal version. */
            version: string;

            /** MappingProposal validFrom. */
            validFrom: string;

            /** MappingProposal document. */
            document: tongban.v1.BlobRef;

            /** MappingProposal note. */
            note: string;

            /**
             * Encodes the specified MappingProposal message. Does not implicitly {@link tongban.v1.MappingProposal.verify|verify} messages.
             * @param message MappingProposal message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.MappingProposal.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a MappingProposal message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.MappingProposal & tongban.v1.MappingProposal.$Shape} MappingProposal
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.MappingProposal & tongban.v1.MappingProposal.$Shape;

            /**
             * Creates a MappingProposal message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns MappingProposal
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.MappingProposal;

            /**
             * Creates a plain object from a MappingProposal message. Also converts values to other types if specified.
             * @param message MappingProposal
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.MappingProposal, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this MappingProposal to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace MappingProposal {

            /** Properties of a MappingProposal. */
            interface $Properties {

                /** MappingProposal platform */
                platform?: string;

                /** MappingProposal version */
                version?: string;

                /** MappingProposal validFrom */
                validFrom?: string;

                /** MappingProposal document */
                document?: tongban.v1.BlobRef.$Properties;

                /** MappingProposal note */
                note?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a MappingProposal. */
            type $Shape = tongban.v1.MappingProposal.$Properties;
        }

        /** MappingStatus enum. */
        enum MappingStatus {

            /** MAPPING_STATUS_UNSPECIFIED value */
            MAPPING_STATUS_UNSPECIFIED = 0,

            /** PROPOSED value */
            PROPOSED = 1,

            /** APPROVED value */
            APPROVED = 2,

            /** REJECTED value */
            REJECTED = 3
        }

        /**
         * Properties of a Mapping.
         * @deprecated Use tongban.v1.Mapping.$Properties instead.
         */
        interface IMapping extends tongban.v1.Mapping.$Properties {
        }

        /** Represents a Mapping. */
        class Mapping {

            /**
             * Constructs a new Mapping.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.Mapping.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Mapping platform. */
            platform: string;

            /** Mapping version. */
            version: string;

            /** Mapping validFrom. */
            validFrom: string;

            /** Mapping document. */
            document: tongban.v1.BlobRef;

            /** Mapping status. */
            status: tongban.v1.MappingStatus;

            /** Mapping proposedAt. */
            proposedAt: string;

            /** Mapping reviewedAt. */
            reviewedAt: string;

            /** Mapping reviewNote. */
            reviewNote: string;

            /**
             * Encodes the specified Mapping message. Does not implicitly {@link tongban.v1.Mapping.verify|verify} messages.
             * @param message Mapping message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.Mapping.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Mapping message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.Mapping & tongban.v1.Mapping.$Shape} Mapping
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.Mapping & tongban.v1.Mapping.$Shape;

            /**
             * Creates a Mapping message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Mapping
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.Mapping;

            /**
             * Creates a plain object from a Mapping message. Also converts values to other types if specified.
             * @param message Mapping
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.Mapping, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Mapping to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Mapping {

            /** Properties of a Mapping. */
            interface $Properties {

                /** Mapping platform */
                platform?: string;

                /** Mapping version */
                version?: string;

                /** Mapping validFrom */
                validFrom?: string;

                /** Mapping document */
                document?: tongban.v1.BlobRef.$Properties;

                /** Mapping status */
                status?: tongban.v1.MappingStatus;

                /** Mapping proposedAt */
                proposedAt?: string;

                /** Mapping reviewedAt */
                reviewedAt?: string;

                /** Mapping reviewNote */
                reviewNote?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Mapping. */
            type $Shape = tongban.v1.Mapping.$Properties;
        }

        /**
         * Properties of a ProposeMappingRequest.
         * @deprecated Use tongban.v1.ProposeMappingRequest.$Properties instead.
         */
        interface IProposeMappingRequest extends tongban.v1.ProposeMappingRequest.$Properties {
        }

        /** Represents a ProposeMappingRequest. */
        class ProposeMappingRequest {

            /**
             * Constructs a new ProposeMappingRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ProposeMappingRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ProposeMappingRequest message. */
            message: tongban.v1.SignedMessage;

            /**
             * Encodes the specified ProposeMappingRequest message. Does not implicitly {@link tongban.v1.ProposeMappingRequest.verify|verify} messages.
             * @param message ProposeMappingRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ProposeMappingRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ProposeMappingRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ProposeMappingRequest & tongban.v1.ProposeMappingRequest.$Shape} ProposeMappingRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ProposeMappingRequest & tongban.v1.ProposeMappingRequest.$Shape;

            /**
             * Creates a ProposeMappingRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ProposeMappingRequest
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ProposeMappingRequest;

            /**
             * Creates a plain object from a ProposeMappingRequest message. Also converts values to other types if specified.
             * @param message ProposeMappingRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ProposeMappingRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ProposeMappingRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ProposeMappingRequest {

            /** Properties of a ProposeMappingRequest. */
            interface $Properties {

                /** ProposeMappingRequest message */
                message?: tongban.v1.SignedMessage.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ProposeMappingRequest. */
            type $Shape = tongban.v1.ProposeMappingRequest.$Properties;
        }

        /**
         * Properties of a ProposeMappingResponse.
         * @deprecated Use tongban.v1.ProposeMappingResponse.$Properties instead.
         */
        interface IProposeMappingResponse extends tongban.v1.ProposeMappingResponse.$Properties {
        }

        /** Represents a ProposeMappingResponse. */
        class ProposeMappingResponse {

            /**
             * Constructs a new ProposeMappingResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ProposeMappingResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ProposeMappingResponse mapping. */
            mapping: tongban.v1.Mapping;

            /**
             * Encodes the specified ProposeMappingResponse message. Does not implicitly {@link tongban.v1.ProposeMappingResponse.verify|verify} messages.
             * @param message ProposeMappingResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ProposeMappingResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ProposeMappingResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ProposeMappingResponse & tongban.v1.ProposeMappingResponse.$Shape} ProposeMappingResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ProposeMappingResponse & tongban.v1.ProposeMappingResponse.$Shape;

            /**
             * Creates a ProposeMappingResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ProposeMappingResponse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ProposeMappingResponse;

            /**
             * Creates a plain object from a ProposeMappingResponse message. Also converts values to other types if specified.
             * @param message ProposeMappingResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ProposeMappingResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ProposeMappingResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ProposeMappingResponse {

            /** Properties of a ProposeMappingResponse. */
            interface $Properties {

                /** ProposeMappingResponse mapping */
                mapping?: tongban.v1.Mapping.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ProposeMappingResponse. */
            type $Shape = tongban.v1.ProposeMappingResponse.$Properties;
        }

        /**
         * Properties of a ListMappingsRequest.
         * @deprecated Use tongban.v1.ListMappingsRequest.$Properties instead.
         */
        interface IListMappingsRequest extends tongban.v1.ListMappingsRequest.$Properties {
        }

        /** Represents a ListMappingsRequest. */
        class ListMappingsRequest {

            /**
             * Constructs a new ListMappingsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ListMappingsRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Encodes the specified ListMappingsRequest message. Does not implicitly {@link tongban.v1.ListMappingsRequest.verify|verify} messages.
             * @param message ListMappingsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ListMappingsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListMappingsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ListMappingsRequest & tongban.v1.ListMappingsRequest.$Shape} ListMappingsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ListMappingsRequest & tongban.v1.ListMappingsRequest.$Shape;

            /**
             * Creates a ListMappingsRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ListMappingsRequest
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ListMappingsRequest;

            /**
             * Creates a plain object from a ListMappingsRequest message. Also converts values to other types if specified.
             * @param message ListMappingsRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ListMappingsRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ListMappingsRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ListMappingsRequest {

            /** Properties of a ListMappingsRequest. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListMappingsRequest. */
            type $Shape = tongban.v1.ListMappingsRequest.$Properties;
        }

        /**
         * Properties of a ListMappingsResponse.
         * @deprecated Use tongban.v1.ListMappingsResponse.$Properties instead.
         */
        interface IListMappingsResponse extends tongban.v1.ListMappingsResponse.$Properties {
        }

        /** Represents a ListMappingsResponse. */
        class ListMappingsResponse {

            /**
             * Constructs a new ListMappingsResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ListMappingsResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListMappingsResponse mappings. */
            mappings: tongban.v1.Mapping[];

            /**
             * Encodes the specified ListMappingsResponse message. Does not implicitly {@link tongban.v1.ListMappingsResponse.verify|verify} messages.
             * @param message ListMappingsResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ListMappingsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListMappingsResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ListMappingsResponse & tongban.v1.ListMappingsResponse.$Shape} ListMappingsResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ListMappingsResponse & tongban.v1.ListMappingsResponse.$Shape;

            /**
             * Creates a ListMappingsResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ListMappingsResponse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ListMappingsResponse;

            /**
             * Creates a plain object from a ListMappingsResponse message. Also converts values to other types if specified.
             * @param message ListMappingsResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ListMappingsResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ListMappingsResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ListMappingsResponse {

            /** Properties of a ListMappingsResponse. */
            interface $Properties {

                /** ListMappingsResponse mappings */
                mappings?: tongban.v1.Mapping.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListMappingsResponse. */
            type $Shape = tongban.v1.ListMappingsResponse.$Properties;
        }

        /** MappingDirection enum. */
        enum MappingDirection {

            /** MAPPING_DIRECTION_UNSPECIFIED value */
            MAPPING_DIRECTION_UNSPECIFIED = 0,

            /** TO_NATIONAL value */
            TO_NATIONAL = 1,

            /** TO_LOCAL value */
            TO_LOCAL = 2
        }

        /** MappingGapKind enum. */
        enum MappingGapKind {

            /** MAPPING_GAP_KIND_UNSPECIFIED value */
            MAPPING_GAP_KIND_UNSPECIFIED = 0,

            /** MISSING value */
            MISSING = 1,

            /** AMBIGUOUS value */
            AMBIGUOUS = 2,

            /** EXPRESSION_FAILED value */
            EXPRESSION_FAILED = 3
        }

        /**
         * Properties of a MappingGap.
         * @deprecated Use tongban.v1.MappingGap.$Properties instead.
         */
        interface IMappingGap extends tongban.v1.MappingGap.$Properties {
        }

        /** Represents a MappingGap. */
        class MappingGap {

            /**
             * Constructs a new MappingGap.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.MappingGap.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** MappingGap table. */
            table: string;

            /** MappingGap code. */
            code: string;

            /** MappingGap direction. */
            direction: tongban.v1.MappingDirection;

            /** MappingGap kind. */
            kind: tongban.v1.MappingGapKind;

            /** MappingGap candidates. */
            candidates: string[];

            /** MappingGap firstSeen. */
            firstSeen: string;

            /** MappingGap lastSeen. */
            lastSeen: string;

            /** MappingGap timesSeen. */
            timesSeen: number;

            /**
             * Encodes the specified MappingGap message. Does not implicitly {@link tongban.v1.MappingGap.verify|verify} messages.
             * @param message MappingGap message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.MappingGap.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a MappingGap message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.MappingGap & tongban.v1.MappingGap.$Shape} MappingGap
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.MappingGap & tongban.v1.MappingGap.$Shape;

            /**
             * Creates a MappingGap message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns MappingGap
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.MappingGap;

            /**
             * Creates a plain object from a MappingGap message. Also converts values to other types if specified.
             * @param message MappingGap
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.MappingGap, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this MappingGap to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace MappingGap {

            /** Properties of a MappingGap. */
            interface $Properties {

                /** MappingGap table */
                table?: string;

                /** MappingGap code */
                code?: string;

                /** MappingGap direction */
                direction?: tongban.v1.MappingDirection;

                /** MappingGap kind */
                kind?: tongban.v1.MappingGapKind;

                /** MappingGap candidates */
                candidates?: string[];

                /** MappingGap firstSeen */
                firstSeen?: string;

                /** MappingGap lastSeen */
                lastSeen?: string;

                /** MappingGap timesSeen */
                timesSeen?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a MappingGap. */
            type $Shape = tongban.v1.MappingGap.$Properties;
        }

        /**
         * Properties of a ReportMappingGapsRequest.
         * @deprecated Use tongban.v1.ReportMappingGapsRequest.$Properties instead.
         */
        interface IReportMappingGapsRequest extends tongban.v1.ReportMappingGapsRequest.$Properties {
        }

        /** Represents a ReportMappingGapsRequest. */
        class ReportMappingGapsRequest {

            /**
             * Constructs a new ReportMappingGapsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ReportMappingGapsRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ReportMappingGapsRequest gaps. */
            gaps: tongban.v1.MappingGap[];

            /**
             * Encodes the specified ReportMappingGapsRequest message. Does not implicitly {@link tongban.v1.ReportMappingGapsRequest.verify|verify} messages.
             * @param message ReportMappingGapsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ReportMappingGapsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ReportMappingGapsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ReportMappingGapsRequest & tongban.v1.ReportMappingGapsRequest.$Shape} ReportMappingGapsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ReportMappingGapsRequest & tongban.v1.ReportMappingGapsRequest.$Shape;

            /**
             * Creates a ReportMappingGapsRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ReportMappingGapsRequest
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ReportMappingGapsRequest;

            /**
             * Creates a plain object from a ReportMappingGapsRequest message. Also converts values to other types if specified.
             * @param message ReportMappingGapsRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ReportMappingGapsRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ReportMappingGapsRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ReportMappingGapsRequest {

            /** Properties of a ReportMappingGapsRequest. */
            interface $Properties {

                /** ReportMappingGapsRequest gaps */
                gaps?: tongban.v1.MappingGap.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ReportMappingGapsRequest. */
            type $Shape = tongban.v1.ReportMappingGapsRequest.$Properties;
        }

        /**
         * Properties of a ReportMappingGapsResponse.
         * @deprecated Use tongban.v1.ReportMappingGapsResponse.$Properties instead.
         */
        interface IReportMappingGapsResponse extends tongban.v1.ReportMappingGapsResponse.$Properties {
        }

        /** Represents a ReportMappingGapsResponse. */
        class ReportMappingGapsResponse {

            /**
             * Constructs a new ReportMappingGapsResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ReportMappingGapsResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Encodes the specified ReportMappingGapsResponse message. Does not implicitly {@link tongban.v1.ReportMappingGapsResponse.verify|verify} messages.
             * @param message ReportMappingGapsResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ReportMappingGapsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ReportMappingGapsResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ReportMappingGapsResponse & tongban.v1.ReportMappingGapsResponse.$Shape} ReportMappingGapsResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ReportMappingGapsResponse & tongban.v1.ReportMappingGapsResponse.$Shape;

            /**
             * Creates a ReportMappingGapsResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ReportMappingGapsResponse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ReportMappingGapsResponse;

            /**
             * Creates a plain object from a ReportMappingGapsResponse message. Also converts values to other types if specified.
             * @param message ReportMappingGapsResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ReportMappingGapsResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ReportMappingGapsResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ReportMappingGapsResponse {

            /** Properties of a ReportMappingGapsResponse. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ReportMappingGapsResponse. */
            type $Shape = tongban.v1.ReportMappingGapsResponse.$Properties;
        }

        /** Suite enum. */
        enum Suite {

            /** SUITE_UNSPECIFIED value */
            SUITE_UNSPECIFIED = 0,

            /** ED25519 value */
            ED25519 = 1,

            /** P256 value */
            P256 = 2,

            /** SM2 value */
            SM2 = 3
        }

        /**
         * Properties of a SigningKey.
         * @deprecated Use tongban.v1.SigningKey.$Properties instead.
         */
        interface ISigningKey extends tongban.v1.SigningKey.$Properties {
        }

        /** Represents a SigningKey. */
        class SigningKey {

            /**
             * Constructs a new SigningKey.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.SigningKey.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SigningKey kid. */
            kid: string;

            /** SigningKey suite. */
            suite: tongban.v1.Suite;

            /** SigningKey publicKey. */
            publicKey: Uint8Array;

            /** SigningKey validFrom. */
            validFrom: string;

            /** SigningKey validTo. */
            validTo: string;

            /** SigningKey revokedAt. */
            revokedAt: string;

            /**
             * Encodes the specified SigningKey message. Does not implicitly {@link tongban.v1.SigningKey.verify|verify} messages.
             * @param message SigningKey message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.SigningKey.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SigningKey message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.SigningKey & tongban.v1.SigningKey.$Shape} SigningKey
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.SigningKey & tongban.v1.SigningKey.$Shape;

            /**
             * Creates a SigningKey message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns SigningKey
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.SigningKey;

            /**
             * Creates a plain object from a SigningKey message. Also converts values to other types if specified.
             * @param message SigningKey
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.SigningKey, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this SigningKey to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace SigningKey {

            /** Properties of a SigningKey. */
            interface $Properties {

                /** SigningKey kid */
                kid?: string;

                /** SigningKey suite */
                suite?: tongban.v1.Suite;

                /** SigningKey publicKey */
                publicKey?: Uint8Array;

                /** SigningKey validFrom */
                validFrom?: string;

                /** SigningKey validTo */
                validTo?: string;

                /** SigningKey revokedAt */
                revokedAt?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SigningKey. */
            type $Shape = tongban.v1.SigningKey.$Properties;
        }

        /**
         * Properties of a Peer.
         * @deprecated Use tongban.v1.Peer.$Properties instead.
         */
        interface IPeer extends tongban.v1.Peer.$Properties {
        }

        /** Represents a Peer. */
        class Peer {

            /**
             * Constructs a new Peer.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.Peer.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Peer peerId. */
            peerId: string;

            /** Peer name. */
            name: string;

            /** Peer uscc. */
            uscc: string;

            /** Peer divisionCode. */
            divisionCode: string;

            /** Peer keys. */
            keys: tongban.v1.SigningKey[];

            /**
             * Encodes the specified Peer message. Does not implicitly {@link tongban.v1.Peer.verify|verify} messages.
             * @param message Peer message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.Peer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Peer message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.Peer & tongban.v1.Peer.$Shape} Peer
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.Peer & tongban.v1.Peer.$Shape;

            /**
             * Creates a Peer message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Peer
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.Peer;

            /**
             * Creates a plain object from a Peer message. Also converts values to other types if specified.
             * @param message Peer
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.Peer, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Peer to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Peer {

            /** Properties of a Peer. */
            interface $Properties {

                /** Peer peerId */
                peerId?: string;

                /** Peer name */
                name?: string;

                /** Peer uscc */
                uscc?: string;

                /** Peer divisionCode */
                divisionCode?: string;

                /** Peer keys */
                keys?: tongban.v1.SigningKey.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Peer. */
            type $Shape = tongban.v1.Peer.$Properties;
        }

        /**
         * Properties of a GetHubRequest.
         * @deprecated Use tongban.v1.GetHubRequest.$Properties instead.
         */
        interface IGetHubRequest extends tongban.v1.GetHubRequest.$Properties {
        }

        /** Represents a GetHubRequest. */
        class GetHubRequest {

            /**
             * Constructs a new GetHubRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.GetHubRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Encodes the specified GetHubRequest message. Does not implicitly {@link tongban.v1.GetHubRequest.verify|verify} messages.
             * @param message GetHubRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.GetHubRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetHubRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.GetHubRequest & tongban.v1.GetHubRequest.$Shape} GetHubRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.GetHubRequest & tongban.v1.GetHubRequest.$Shape;

            /**
             * Creates a GetHubRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns GetHubRequest
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.GetHubRequest;

            /**
             * Creates a plain object from a GetHubRequest message. Also converts values to other types if specified.
             * @param message GetHubRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.GetHubRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this GetHubRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace GetHubRequest {

            /** Properties of a GetHubRequest. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetHubRequest. */
            type $Shape = tongban.v1.GetHubRequest.$Properties;
        }

        /**
         * Properties of a GetHubResponse.
         * @deprecated Use tongban.v1.GetHubResponse.$Properties instead.
         */
        interface IGetHubResponse extends tongban.v1.GetHubResponse.$Properties {
        }

        /** Represents a GetHubResponse. */
        class GetHubResponse {

            /**
             * Constructs a new GetHubResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.GetHubResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetHubResponse hubId. */
            hubId: string;

            /** GetHubResponse logOrigin. */
            logOrigin: string;

            /** GetHubResponse logVkey. */
            logVkey: string;

            /** GetHubResponse logVkeySm2. */
            logVkeySm2: string;

            /** GetHubResponse keys. */
            keys: tongban.v1.SigningKey[];

            /**
             * Encodes the specified GetHubResponse message. Does not implicitly {@link tongban.v1.GetHubResponse.verify|verify} messages.
             * @param message GetHubResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.GetHubResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetHubResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.GetHubResponse & tongban.v1.GetHubResponse.$Shape} GetHubResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.GetHubResponse & tongban.v1.GetHubResponse.$Shape;

            /**
             * Creates a GetHubResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns GetHubResponse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.GetHubResponse;

            /**
             * Creates a plain object from a GetHubResponse message. Also converts values to other types if specified.
             * @param message GetHubResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.GetHubResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this GetHubResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace GetHubResponse {

            /** Properties of a GetHubResponse. */
            interface $Properties {

                /** GetHubResponse hubId */
                hubId?: string;

                /** GetHubResponse logOrigin */
                logOrigin?: string;

                /** GetHubResponse logVkey */
                logVkey?: string;

                /** GetHubResponse logVkeySm2 */
                logVkeySm2?: string;

                /** GetHubResponse keys */
                keys?: tongban.v1.SigningKey.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetHubResponse. */
            type $Shape = tongban.v1.GetHubResponse.$Properties;
        }

        /**
         * Properties of a ListPeersRequest.
         * @deprecated Use tongban.v1.ListPeersRequest.$Properties instead.
         */
        interface IListPeersRequest extends tongban.v1.ListPeersRequest.$Properties {
        }

        /** Represents a ListPeersRequest. */
        class ListPeersRequest {

            /**
             * Constructs a new ListPeersRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ListPeersRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Encodes the specified ListPeersRequest message. Does not implicitly {@link tongban.v1.ListPeersRequest.verify|verify} messages.
             * @param message ListPeersRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ListPeersRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListPeersRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ListPeersRequest & tongban.v1.ListPeersRequest.$Shape} ListPeersRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ListPeersRequest & tongban.v1.ListPeersRequest.$Shape;

            /**
             * Creates a ListPeersRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ListPeersRequest
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ListPeersRequest;

            /**
             * Creates a plain object from a ListPeersRequest message. Also converts values to other types if specified.
             * @param message ListPeersRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ListPeersRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ListPeersRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ListPeersRequest {

            /** Properties of a ListPeersRequest. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListPeersRequest. */
            type $Shape = tongban.v1.ListPeersRequest.$Properties;
        }

        /**
         * Properties of a ListPeersResponse.
         * @deprecated Use tongban.v1.ListPeersResponse.$Properties instead.
         */
        interface IListPeersResponse extends tongban.v1.ListPeersResponse.$Properties {
        }

        /** Represents a ListPeersResponse. */
        class ListPeersResponse {

            /**
             * Constructs a new ListPeersResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ListPeersResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListPeersResponse peers. */
            peers: tongban.v1.Peer[];

            /**
             * Encodes the specified ListPeersResponse message. Does not implicitly {@link tongban.v1.ListPeersResponse.verify|verify} messages.
             * @param message ListPeersResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ListPeersResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListPeersResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ListPeersResponse & tongban.v1.ListPeersResponse.$Shape} ListPeersResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ListPeersResponse & tongban.v1.ListPeersResponse.$Shape;

            /**
             * Creates a ListPeersResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ListPeersResponse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ListPeersResponse;

            /**
             * Creates a plain object from a ListPeersResponse message. Also converts values to other types if specified.
             * @param message ListPeersResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ListPeersResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ListPeersResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ListPeersResponse {

            /** Properties of a ListPeersResponse. */
            interface $Properties {

                /** ListPeersResponse peers */
                peers?: tongban.v1.Peer.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListPeersResponse. */
            type $Shape = tongban.v1.ListPeersResponse.$Properties;
        }

        /**
         * Properties of a ServiceRating.
         * @deprecated Use tongban.v1.ServiceRating.$Properties instead.
         */
        interface IServiceRating extends tongban.v1.ServiceRating.$Properties {
        }

        /** Represents a ServiceRating. */
        class ServiceRating {

            /**
             * Constructs a new ServiceRating.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ServiceRating.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ServiceRating caseNo. */
            caseNo: string;

            /** ServiceRating feedbackNo. */
            feedbackNo: string;

            /** ServiceRating side. */
            side: tongban.v1.ServiceRating.Side;

            /** ServiceRating satisfaction. */
            satisfaction: tongban.v1.ServiceRating.Satisfaction;

            /** ServiceRating channel. */
            channel: tongban.v1.ServiceRating.Channel;

            /** ServiceRating ratedAt. */
            ratedAt: string;

            /** ServiceRating anonymous. */
            anonymous: boolean;

            /** ServiceRating problems. */
            problems: tongban.v1.ServiceRating.Problem[];

            /** ServiceRating windowDivision. */
            windowDivision: string;

            /** ServiceRating windowNo. */
            windowNo: string;

            /** ServiceRating comment. */
            comment: string;

            /**
             * Encodes the specified ServiceRating message. Does not implicitly {@link tongban.v1.ServiceRating.verify|verify} messages.
             * @param message ServiceRating message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ServiceRating.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ServiceRating message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ServiceRating & tongban.v1.ServiceRating.$Shape} ServiceRating
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ServiceRating & tongban.v1.ServiceRating.$Shape;

            /**
             * Creates a ServiceRating message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ServiceRating
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ServiceRating;

            /**
             * Creates a plain object from a ServiceRating message. Also converts values to other types if specified.
             * @param message ServiceRating
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ServiceRating, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ServiceRating to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ServiceRating {

            /** Properties of a ServiceRating. */
            interface $Properties {

                /** ServiceRating caseNo */
                caseNo?: string;

                /** ServiceRating feedbackNo */
                feedbackNo?: string;

                /** ServiceRating side */
                side?: tongban.v1.ServiceRating.Side;

                /** ServiceRating satisfaction */
                satisfaction?: tongban.v1.ServiceRating.Satisfaction;

                /** ServiceRating channel */
                channel?: tongban.v1.ServiceRating.Channel;

                /** ServiceRating ratedAt */
                ratedAt?: string;

                /** ServiceRating anonymous */
                anonymous?: boolean;

                /** ServiceRating problems */
                problems?: tongban.v1.ServiceRating.Problem[];

                /** ServiceRating windowDivision */
                windowDivision?: string;

                /** ServiceRating windowNo */
                windowNo?: string;

                /** ServiceRating comment */
                comment?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ServiceRating. */
            type $Shape = tongban.v1.ServiceRating.$Properties;

            /** Side enum. */
            enum Side {

                /** SIDE_UNSPECIFIED value */
                SIDE_UNSPECIFIED = 0,

                /** INTAKE value */
                INTAKE = 1,

                /** DECISION value */
                DECISION = 2
            }

            /** Satisfaction enum. */
            enum Satisfaction {

                /** SATISFACTION_UNSPECIFIED value */
                SATISFACTION_UNSPECIFIED = 0,

                /** VERY_SATISFIED value */
                VERY_SATISFIED = 1,

                /** SATISFIED value */
                SATISFIED = 2,

                /** BASICALLY_SATISFIED value */
                BASICALLY_SATISFIED = 3,

                /** DISSATISFIED value */
                DISSATISFIED = 4,

                /** VERY_DISSATISFIED value */
                VERY_DISSATISFIED = 5
            }

            /** Problem enum. */
            enum Problem {

                /** PROBLEM_UNSPECIFIED value */
                PROBLEM_UNSPECIFIED = 0,

                /** EFFICIENCY value */
                EFFICIENCY = 1,

                /** GUIDANCE value */
                GUIDANCE = 2,

                /** CONVENIENCE value */
                CONVENIENCE = 3,

                /** PLATFORM value */
                PLATFORM = 4,

                /** COMPETENCE value */
                COMPETENCE = 5,

                /** ATTITUDE value */
                ATTITUDE = 6,

                /** OTHER value */
                OTHER = 7
            }

            /** Channel enum. */
            enum Channel {

                /** CHANNEL_UNSPECIFIED value */
                CHANNEL_UNSPECIFIED = 0,

                /** PERSONAL_COMPUTER value */
                PERSONAL_COMPUTER = 1,

                /** MOBILE value */
                MOBILE = 2,

                /** QR_CODE value */
                QR_CODE = 3,

                /** HALL_TABLET value */
                HALL_TABLET = 4,

                /** OTHER_TERMINAL value */
                OTHER_TERMINAL = 5,

                /** TELEPHONE value */
                TELEPHONE = 6,

                /** TEXT_MESSAGE value */
                TEXT_MESSAGE = 7
            }
        }

        /**
         * Properties of a ComplaintReceived.
         * @deprecated Use tongban.v1.ComplaintReceived.$Properties instead.
         */
        interface IComplaintReceived extends tongban.v1.ComplaintReceived.$Properties {
        }

        /** Represents a ComplaintReceived. */
        class ComplaintReceived {

            /**
             * Constructs a new ComplaintReceived.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ComplaintReceived.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ComplaintReceived caseNo. */
            caseNo: string;

            /** ComplaintReceived feedbackNo. */
            feedbackNo: string;

            /** ComplaintReceived side. */
            side: tongban.v1.ServiceRating.Side;

            /** ComplaintReceived channel. */
            channel: tongban.v1.ComplaintReceived.Channel;

            /** ComplaintReceived complainedAt. */
            complainedAt: string;

            /** ComplaintReceived anonymous. */
            anonymous: boolean;

            /** ComplaintReceived problems. */
            problems: tongban.v1.ServiceRating.Problem[];

            /** ComplaintReceived windowDivision. */
            windowDivision: string;

            /** ComplaintReceived windowNo. */
            windowNo: string;

            /** ComplaintReceived comment. */
            comment: string;

            /**
             * Encodes the specified ComplaintReceived message. Does not implicitly {@link tongban.v1.ComplaintReceived.verify|verify} messages.
             * @param message ComplaintReceived message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ComplaintReceived.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ComplaintReceived message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ComplaintReceived & tongban.v1.ComplaintReceived.$Shape} ComplaintReceived
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ComplaintReceived & tongban.v1.ComplaintReceived.$Shape;

            /**
             * Creates a ComplaintReceived message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ComplaintReceived
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ComplaintReceived;

            /**
             * Creates a plain object from a ComplaintReceived message. Also converts values to other types if specified.
             * @param message ComplaintReceived
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ComplaintReceived, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ComplaintReceived to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ComplaintReceived {

            /** Properties of a ComplaintReceived. */
            interface $Properties {

                /** ComplaintReceived caseNo */
                caseNo?: string;

                /** ComplaintReceived feedbackNo */
                feedbackNo?: string;

                /** ComplaintReceived side */
                side?: tongban.v1.ServiceRating.Side;

                /** ComplaintReceived channel */
                channel?: tongban.v1.ComplaintReceived.Channel;

                /** ComplaintReceived complainedAt */
                complainedAt?: string;

                /** ComplaintReceived anonymous */
                anonymous?: boolean;

                /** ComplaintReceived problems */
                problems?: tongban.v1.ServiceRating.Problem[];

                /** ComplaintReceived windowDivision */
                windowDivision?: string;

                /** ComplaintReceived windowNo */
                windowNo?: string;

                /** ComplaintReceived comment */
                comment?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ComplaintReceived. */
            type $Shape = tongban.v1.ComplaintReceived.$Properties;

            /** Channel enum. */
            enum Channel {

                /** CHANNEL_UNSPECIFIED value */
                CHANNEL_UNSPECIFIED = 0,

                /** HOTLINE_12345 value */
                HOTLINE_12345 = 1,

                /** SERVICE_PLATFORM value */
                SERVICE_PLATFORM = 2,

                /** WEBSITE value */
                WEBSITE = 3,

                /** UNSOLVED_WINDOW value */
                UNSOLVED_WINDOW = 4,

                /** LETTER_OR_VISIT value */
                LETTER_OR_VISIT = 5
            }
        }

        /**
         * Properties of a RatingRemedy.
         * @deprecated Use tongban.v1.RatingRemedy.$Properties instead.
         */
        interface IRatingRemedy extends tongban.v1.RatingRemedy.$Properties {
        }

        /** Represents a RatingRemedy. */
        class RatingRemedy {

            /**
             * Constructs a new RatingRemedy.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.RatingRemedy.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RatingRemedy caseNo. */
            caseNo: string;

            /** RatingRemedy feedbackNo. */
            feedbackNo: string;

            /** RatingRemedy measure. */
            measure: tongban.v1.RatingRemedy.Measure;

            /** RatingRemedy callBack. */
            callBack: tongban.v1.RatingRemedy.CallBack;

            /** RatingRemedy calledBackAt. */
            calledBackAt: string;

            /** RatingRemedy reason. */
            reason: string;

            /**
             * Encodes the specified RatingRemedy message. Does not implicitly {@link tongban.v1.RatingRemedy.verify|verify} messages.
             * @param message RatingRemedy message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.RatingRemedy.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RatingRemedy message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.RatingRemedy & tongban.v1.RatingRemedy.$Shape} RatingRemedy
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.RatingRemedy & tongban.v1.RatingRemedy.$Shape;

            /**
             * Creates a RatingRemedy message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns RatingRemedy
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.RatingRemedy;

            /**
             * Creates a plain object from a RatingRemedy message. Also converts values to other types if specified.
             * @param message RatingRemedy
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.RatingRemedy, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this RatingRemedy to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace RatingRemedy {

            /** Properties of a RatingRemedy. */
            interface $Properties {

                /** RatingRemedy caseNo */
                caseNo?: string;

                /** RatingRemedy feedbackNo */
                feedbackNo?: string;

                /** RatingRemedy measure */
                measure?: tongban.v1.RatingRemedy.Measure;

                /** RatingRemedy callBack */
                callBack?: tongban.v1.RatingRemedy.CallBack;

                /** RatingRemedy calledBackAt */
                calledBackAt?: string;

                /** RatingRemedy reason */
                reason?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RatingRemedy. */
            type $Shape = tongban.v1.RatingRemedy.$Properties;

            /** Measure enum. */
            enum Measure {

                /** MEASURE_UNSPECIFIED value */
                MEASURE_UNSPECIFIED = 0,

                /** RECTIFIED value */
                RECTIFIED = 1,

                /** EXPLAINED value */
                EXPLAINED = 2
            }

            /** CallBack enum. */
            enum CallBack {

                /** CALL_BACK_UNSPECIFIED value */
                CALL_BACK_UNSPECIFIED = 0,

                /** REACHED value */
                REACHED = 1,

                /** NOT_REACHED value */
                NOT_REACHED = 2,

                /** DECLINED value */
                DECLINED = 3
            }

            /** State enum. */
            enum State {

                /** STATE_UNSPECIFIED value */
                STATE_UNSPECIFIED = 0,

                /** OPEN value */
                OPEN = 1,

                /** APPEALED value */
                APPEALED = 2,

                /** ANSWERED value */
                ANSWERED = 3,

                /** CLOSED value */
                CLOSED = 4,

                /** SET_ASIDE value */
                SET_ASIDE = 5
            }
        }

        /**
         * Properties of a RatingAppealed.
         * @deprecated Use tongban.v1.RatingAppealed.$Properties instead.
         */
        interface IRatingAppealed extends tongban.v1.RatingAppealed.$Properties {
        }

        /** Represents a RatingAppealed. */
        class RatingAppealed {

            /**
             * Constructs a new RatingAppealed.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.RatingAppealed.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RatingAppealed caseNo. */
            caseNo: string;

            /** RatingAppealed feedbackNo. */
            feedbackNo: string;

            /** RatingAppealed ground. */
            ground: tongban.v1.RatingAppealed.Ground;

            /** RatingAppealed reason. */
            reason: string;

            /** RatingAppealed evidence. */
            evidence: tongban.v1.BlobRef[];

            /**
             * Encodes the specified RatingAppealed message. Does not implicitly {@link tongban.v1.RatingAppealed.verify|verify} messages.
             * @param message RatingAppealed message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.RatingAppealed.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RatingAppealed message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.RatingAppealed & tongban.v1.RatingAppealed.$Shape} RatingAppealed
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.RatingAppealed & tongban.v1.RatingAppealed.$Shape;

            /**
             * Creates a RatingAppealed message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns RatingAppealed
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.RatingAppealed;

            /**
             * Creates a plain object from a RatingAppealed message. Also converts values to other types if specified.
             * @param message RatingAppealed
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.RatingAppealed, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this RatingAppealed to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace RatingAppealed {

            /** Properties of a RatingAppealed. */
            interface $Properties {

                /** RatingAppealed caseNo */
                caseNo?: string;

                /** RatingAppealed feedbackNo */
                feedbackNo?: string;

                /** RatingAppealed ground */
                ground?: tongban.v1.RatingAppealed.Ground;

                /** RatingAppealed reason */
                reason?: string;

                /** RatingAppealed evidence */
                evidence?: tongban.v1.BlobRef.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RatingAppealed. */
            type $Shape = tongban.v1.RatingAppealed.$Properties;

            /** Ground enum. */
            enum Ground {

                /** GROUND_UNSPECIFIED value */
                GROUND_UNSPECIFIED = 0,

                /** MALICIOUS value */
                MALICIOUS = 1,

                /** MISTAKEN value */
                MISTAKEN = 2
            }
        }

        /**
         * Properties of an AppealDecided.
         * @deprecated Use tongban.v1.AppealDecided.$Properties instead.
         */
        interface IAppealDecided extends tongban.v1.AppealDecided.$Properties {
        }

        /** Represents an AppealDecided. */
        class AppealDecided {

            /**
             * Constructs a new AppealDecided.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.AppealDecided.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AppealDecided caseNo. */
            caseNo: string;

            /** AppealDecided feedbackNo. */
            feedbackNo: string;

            /** AppealDecided ruling. */
            ruling: tongban.v1.AppealDecided.Ruling;

            /** AppealDecided reason. */
            reason: string;

            /**
             * Encodes the specified AppealDecided message. Does not implicitly {@link tongban.v1.AppealDecided.verify|verify} messages.
             * @param message AppealDecided message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.AppealDecided.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AppealDecided message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.AppealDecided & tongban.v1.AppealDecided.$Shape} AppealDecided
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.AppealDecided & tongban.v1.AppealDecided.$Shape;

            /**
             * Creates an AppealDecided message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns AppealDecided
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.AppealDecided;

            /**
             * Creates a plain object from an AppealDecided message. Also converts values to other types if specified.
             * @param message AppealDecided
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.AppealDecided, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this AppealDecided to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace AppealDecided {

            /** Properties of an AppealDecided. */
            interface $Properties {

                /** AppealDecided caseNo */
                caseNo?: string;

                /** AppealDecided feedbackNo */
                feedbackNo?: string;

                /** AppealDecided ruling */
                ruling?: tongban.v1.AppealDecided.Ruling;

                /** AppealDecided reason */
                reason?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AppealDecided. */
            type $Shape = tongban.v1.AppealDecided.$Properties;

            /** Ruling enum. */
            enum Ruling {

                /** RULING_UNSPECIFIED value */
                RULING_UNSPECIFIED = 0,

                /** UPHELD value */
                UPHELD = 1,

                /** DISMISSED value */
                DISMISSED = 2
            }
        }

        /**
         * Properties of a RatingFollowUp.
         * @deprecated Use tongban.v1.RatingFollowUp.$Properties instead.
         */
        interface IRatingFollowUp extends tongban.v1.RatingFollowUp.$Properties {
        }

        /** Represents a RatingFollowUp. */
        class RatingFollowUp {

            /**
             * Constructs a new RatingFollowUp.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.RatingFollowUp.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RatingFollowUp caseNo. */
            caseNo: string;

            /** RatingFollowUp feedbackNo. */
            feedbackNo: string;

            /** RatingFollowUp callBack. */
            callBack: tongban.v1.RatingRemedy.CallBack;

            /** RatingFollowUp satisfaction. */
            satisfaction: tongban.v1.ServiceRating.Satisfaction;

            /** RatingFollowUp followedUpAt. */
            followedUpAt: string;

            /** RatingFollowUp comment. */
            comment: string;

            /**
             * Encodes the specified RatingFollowUp message. Does not implicitly {@link tongban.v1.RatingFollowUp.verify|verify} messages.
             * @param message RatingFollowUp message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.RatingFollowUp.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RatingFollowUp message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.RatingFollowUp & tongban.v1.RatingFollowUp.$Shape} RatingFollowUp
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.RatingFollowUp & tongban.v1.RatingFollowUp.$Shape;

            /**
             * Creates a RatingFollowUp message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns RatingFollowUp
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.RatingFollowUp;

            /**
             * Creates a plain object from a RatingFollowUp message. Also converts values to other types if specified.
             * @param message RatingFollowUp
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.RatingFollowUp, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this RatingFollowUp to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace RatingFollowUp {

            /** Properties of a RatingFollowUp. */
            interface $Properties {

                /** RatingFollowUp caseNo */
                caseNo?: string;

                /** RatingFollowUp feedbackNo */
                feedbackNo?: string;

                /** RatingFollowUp callBack */
                callBack?: tongban.v1.RatingRemedy.CallBack;

                /** RatingFollowUp satisfaction */
                satisfaction?: tongban.v1.ServiceRating.Satisfaction;

                /** RatingFollowUp followedUpAt */
                followedUpAt?: string;

                /** RatingFollowUp comment */
                comment?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RatingFollowUp. */
            type $Shape = tongban.v1.RatingFollowUp.$Properties;
        }

        /**
         * Properties of a RemedyWarned.
         * @deprecated Use tongban.v1.RemedyWarned.$Properties instead.
         */
        interface IRemedyWarned extends tongban.v1.RemedyWarned.$Properties {
        }

        /** Represents a RemedyWarned. */
        class RemedyWarned {

            /**
             * Constructs a new RemedyWarned.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.RemedyWarned.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RemedyWarned caseNo. */
            caseNo: string;

            /** RemedyWarned feedbackNo. */
            feedbackNo: string;

            /** RemedyWarned awaited. */
            awaited: tongban.v1.RatingRemedy.State;

            /** RemedyWarned level. */
            level: string;

            /** RemedyWarned dueDate. */
            dueDate: string;

            /** RemedyWarned firingAt. */
            firingAt: string;

            /** RemedyWarned rule. */
            rule: string;

            /** RemedyWarned calendar. */
            calendar: string;

            /** RemedyWarned escalateTo. */
            escalateTo: string[];

            /**
             * Encodes the specified RemedyWarned message. Does not implicitly {@link tongban.v1.RemedyWarned.verify|verify} messages.
             * @param message RemedyWarned message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.RemedyWarned.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RemedyWarned message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.RemedyWarned & tongban.v1.RemedyWarned.$Shape} RemedyWarned
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.RemedyWarned & tongban.v1.RemedyWarned.$Shape;

            /**
             * Creates a RemedyWarned message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns RemedyWarned
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.RemedyWarned;

            /**
             * Creates a plain object from a RemedyWarned message. Also converts values to other types if specified.
             * @param message RemedyWarned
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.RemedyWarned, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this RemedyWarned to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace RemedyWarned {

            /** Properties of a RemedyWarned. */
            interface $Properties {

                /** RemedyWarned caseNo */
                caseNo?: string;

                /** RemedyWarned feedbackNo */
                feedbackNo?: string;

                /** RemedyWarned awaited */
                awaited?: tongban.v1.RatingRemedy.State;

                /** RemedyWarned level */
                level?: string;

                /** RemedyWarned dueDate */
                dueDate?: string;

                /** RemedyWarned firingAt */
                firingAt?: string;

                /** RemedyWarned rule */
                rule?: string;

                /** RemedyWarned calendar */
                calendar?: string;

                /** RemedyWarned escalateTo */
                escalateTo?: string[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RemedyWarned. */
            type $Shape = tongban.v1.RemedyWarned.$Properties;
        }

        /**
         * Properties of a CaseFeedback.
         * @deprecated Use tongban.v1.CaseFeedback.$Properties instead.
         */
        interface ICaseFeedback extends tongban.v1.CaseFeedback.$Properties {
        }

        /** Represents a CaseFeedback. */
        class CaseFeedback {

            /**
             * Constructs a new CaseFeedback.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.CaseFeedback.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CaseFeedback feedbackNo. */
            feedbackNo: string;

            /** CaseFeedback kind. */
            kind: tongban.v1.CaseFeedback.Kind;

            /** CaseFeedback side. */
            side: tongban.v1.ServiceRating.Side;

            /** CaseFeedback rated. */
            rated: string;

            /** CaseFeedback reporter. */
            reporter: string;

            /** CaseFeedback satisfaction. */
            satisfaction: tongban.v1.ServiceRating.Satisfaction;

            /** CaseFeedback problems. */
            problems: tongban.v1.ServiceRating.Problem[];

            /** CaseFeedback anonymous. */
            anonymous: boolean;

            /** CaseFeedback receivedAt. */
            receivedAt: string;

            /** CaseFeedback state. */
            state: tongban.v1.RatingRemedy.State;

            /** CaseFeedback since. */
            since: string;

            /** CaseFeedback dueDate. */
            dueDate: string;

            /** CaseFeedback rule. */
            rule: string;

            /** CaseFeedback warned. */
            warned: string[];

            /**
             * Encodes the specified CaseFeedback message. Does not implicitly {@link tongban.v1.CaseFeedback.verify|verify} messages.
             * @param message CaseFeedback message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.CaseFeedback.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CaseFeedback message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.CaseFeedback & tongban.v1.CaseFeedback.$Shape} CaseFeedback
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.CaseFeedback & tongban.v1.CaseFeedback.$Shape;

            /**
             * Creates a CaseFeedback message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CaseFeedback
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.CaseFeedback;

            /**
             * Creates a plain object from a CaseFeedback message. Also converts values to other types if specified.
             * @param message CaseFeedback
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.CaseFeedback, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CaseFeedback to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace CaseFeedback {

            /** Properties of a CaseFeedback. */
            interface $Properties {

                /** CaseFeedback feedbackNo */
                feedbackNo?: string;

                /** CaseFeedback kind */
                kind?: tongban.v1.CaseFeedback.Kind;

                /** CaseFeedback side */
                side?: tongban.v1.ServiceRating.Side;

                /** CaseFeedback rated */
                rated?: string;

                /** CaseFeedback reporter */
                reporter?: string;

                /** CaseFeedback satisfaction */
                satisfaction?: tongban.v1.ServiceRating.Satisfaction;

                /** CaseFeedback problems */
                problems?: tongban.v1.ServiceRating.Problem[];

                /** CaseFeedback anonymous */
                anonymous?: boolean;

                /** CaseFeedback receivedAt */
                receivedAt?: string;

                /** CaseFeedback state */
                state?: tongban.v1.RatingRemedy.State;

                /** CaseFeedback since */
                since?: string;

                /** CaseFeedback dueDate */
                dueDate?: string;

                /** CaseFeedback rule */
                rule?: string;

                /** CaseFeedback warned */
                warned?: string[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CaseFeedback. */
            type $Shape = tongban.v1.CaseFeedback.$Properties;

            /** Kind enum. */
            enum Kind {

                /** KIND_UNSPECIFIED value */
                KIND_UNSPECIFIED = 0,

                /** RATING value */
                RATING = 1,

                /** COMPLAINT value */
                COMPLAINT = 2
            }
        }

        /**
         * Properties of a RatingCount.
         * @deprecated Use tongban.v1.RatingCount.$Properties instead.
         */
        interface IRatingCount extends tongban.v1.RatingCount.$Properties {
        }

        /** Represents a RatingCount. */
        class RatingCount {

            /**
             * Constructs a new RatingCount.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.RatingCount.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RatingCount month. */
            month: string;

            /** RatingCount submitter. */
            submitter: string;

            /** RatingCount competent. */
            competent: string;

            /** RatingCount basicCode. */
            basicCode: string;

            /** RatingCount side. */
            side: tongban.v1.ServiceRating.Side;

            /** RatingCount windowDivision. */
            windowDivision: string;

            /** RatingCount windowNo. */
            windowNo: string;

            /** RatingCount department. */
            department: string;

            /** RatingCount kind. */
            kind: tongban.v1.CaseFeedback.Kind;

            /** RatingCount satisfaction. */
            satisfaction: tongban.v1.ServiceRating.Satisfaction;

            /** RatingCount problem. */
            problem: tongban.v1.ServiceRating.Problem;

            /** RatingCount count. */
            count: number;

            /**
             * Encodes the specified RatingCount message. Does not implicitly {@link tongban.v1.RatingCount.verify|verify} messages.
             * @param message RatingCount message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.RatingCount.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RatingCount message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.RatingCount & tongban.v1.RatingCount.$Shape} RatingCount
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.RatingCount & tongban.v1.RatingCount.$Shape;

            /**
             * Creates a RatingCount message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns RatingCount
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.RatingCount;

            /**
             * Creates a plain object from a RatingCount message. Also converts values to other types if specified.
             * @param message RatingCount
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.RatingCount, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this RatingCount to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace RatingCount {

            /** Properties of a RatingCount. */
            interface $Properties {

                /** RatingCount month */
                month?: string;

                /** RatingCount submitter */
                submitter?: string;

                /** RatingCount competent */
                competent?: string;

                /** RatingCount basicCode */
                basicCode?: string;

                /** RatingCount side */
                side?: tongban.v1.ServiceRating.Side;

                /** RatingCount windowDivision */
                windowDivision?: string;

                /** RatingCount windowNo */
                windowNo?: string;

                /** RatingCount department */
                department?: string;

                /** RatingCount kind */
                kind?: tongban.v1.CaseFeedback.Kind;

                /** RatingCount satisfaction */
                satisfaction?: tongban.v1.ServiceRating.Satisfaction;

                /** RatingCount problem */
                problem?: tongban.v1.ServiceRating.Problem;

                /** RatingCount count */
                count?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RatingCount. */
            type $Shape = tongban.v1.RatingCount.$Properties;
        }

        /**
         * Properties of a ListCaseFeedbackRequest.
         * @deprecated Use tongban.v1.ListCaseFeedbackRequest.$Properties instead.
         */
        interface IListCaseFeedbackRequest extends tongban.v1.ListCaseFeedbackRequest.$Properties {
        }

        /** Represents a ListCaseFeedbackRequest. */
        class ListCaseFeedbackRequest {

            /**
             * Constructs a new ListCaseFeedbackRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ListCaseFeedbackRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListCaseFeedbackRequest caseNo. */
            caseNo: string;

            /**
             * Encodes the specified ListCaseFeedbackRequest message. Does not implicitly {@link tongban.v1.ListCaseFeedbackRequest.verify|verify} messages.
             * @param message ListCaseFeedbackRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ListCaseFeedbackRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListCaseFeedbackRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ListCaseFeedbackRequest & tongban.v1.ListCaseFeedbackRequest.$Shape} ListCaseFeedbackRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ListCaseFeedbackRequest & tongban.v1.ListCaseFeedbackRequest.$Shape;

            /**
             * Creates a ListCaseFeedbackRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ListCaseFeedbackRequest
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ListCaseFeedbackRequest;

            /**
             * Creates a plain object from a ListCaseFeedbackRequest message. Also converts values to other types if specified.
             * @param message ListCaseFeedbackRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ListCaseFeedbackRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ListCaseFeedbackRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ListCaseFeedbackRequest {

            /** Properties of a ListCaseFeedbackRequest. */
            interface $Properties {

                /** ListCaseFeedbackRequest caseNo */
                caseNo?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListCaseFeedbackRequest. */
            type $Shape = tongban.v1.ListCaseFeedbackRequest.$Properties;
        }

        /**
         * Properties of a ListCaseFeedbackResponse.
         * @deprecated Use tongban.v1.ListCaseFeedbackResponse.$Properties instead.
         */
        interface IListCaseFeedbackResponse extends tongban.v1.ListCaseFeedbackResponse.$Properties {
        }

        /** Represents a ListCaseFeedbackResponse. */
        class ListCaseFeedbackResponse {

            /**
             * Constructs a new ListCaseFeedbackResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ListCaseFeedbackResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListCaseFeedbackResponse feedback. */
            feedback: tongban.v1.CaseFeedback[];

            /**
             * Encodes the specified ListCaseFeedbackResponse message. Does not implicitly {@link tongban.v1.ListCaseFeedbackResponse.verify|verify} messages.
             * @param message ListCaseFeedbackResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ListCaseFeedbackResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListCaseFeedbackResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ListCaseFeedbackResponse & tongban.v1.ListCaseFeedbackResponse.$Shape} ListCaseFeedbackResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ListCaseFeedbackResponse & tongban.v1.ListCaseFeedbackResponse.$Shape;

            /**
             * Creates a ListCaseFeedbackResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ListCaseFeedbackResponse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ListCaseFeedbackResponse;

            /**
             * Creates a plain object from a ListCaseFeedbackResponse message. Also converts values to other types if specified.
             * @param message ListCaseFeedbackResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ListCaseFeedbackResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ListCaseFeedbackResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ListCaseFeedbackResponse {

            /** Properties of a ListCaseFeedbackResponse. */
            interface $Properties {

                /** ListCaseFeedbackResponse feedback */
                feedback?: tongban.v1.CaseFeedback.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListCaseFeedbackResponse. */
            type $Shape = tongban.v1.ListCaseFeedbackResponse.$Properties;
        }

        /**
         * Properties of a ListRatingCountsRequest.
         * @deprecated Use tongban.v1.ListRatingCountsRequest.$Properties instead.
         */
        interface IListRatingCountsRequest extends tongban.v1.ListRatingCountsRequest.$Properties {
        }

        /** Represents a ListRatingCountsRequest. */
        class ListRatingCountsRequest {

            /**
             * Constructs a new ListRatingCountsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ListRatingCountsRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListRatingCountsRequest fromMonth. */
            fromMonth: string;

            /** ListRatingCountsRequest toMonth. */
            toMonth: string;

            /** ListRatingCountsRequest basicCode. */
            basicCode: string;

            /** ListRatingCountsRequest after. */
            after: number;

            /** ListRatingCountsRequest limit. */
            limit: number;

            /**
             * Encodes the specified ListRatingCountsRequest message. Does not implicitly {@link tongban.v1.ListRatingCountsRequest.verify|verify} messages.
             * @param message ListRatingCountsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ListRatingCountsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListRatingCountsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ListRatingCountsRequest & tongban.v1.ListRatingCountsRequest.$Shape} ListRatingCountsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ListRatingCountsRequest & tongban.v1.ListRatingCountsRequest.$Shape;

            /**
             * Creates a ListRatingCountsRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ListRatingCountsRequest
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ListRatingCountsRequest;

            /**
             * Creates a plain object from a ListRatingCountsRequest message. Also converts values to other types if specified.
             * @param message ListRatingCountsRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ListRatingCountsRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ListRatingCountsRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ListRatingCountsRequest {

            /** Properties of a ListRatingCountsRequest. */
            interface $Properties {

                /** ListRatingCountsRequest fromMonth */
                fromMonth?: string;

                /** ListRatingCountsRequest toMonth */
                toMonth?: string;

                /** ListRatingCountsRequest basicCode */
                basicCode?: string;

                /** ListRatingCountsRequest after */
                after?: number;

                /** ListRatingCountsRequest limit */
                limit?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListRatingCountsRequest. */
            type $Shape = tongban.v1.ListRatingCountsRequest.$Properties;
        }

        /**
         * Properties of a ListRatingCountsResponse.
         * @deprecated Use tongban.v1.ListRatingCountsResponse.$Properties instead.
         */
        interface IListRatingCountsResponse extends tongban.v1.ListRatingCountsResponse.$Properties {
        }

        /** Represents a ListRatingCountsResponse. */
        class ListRatingCountsResponse {

            /**
             * Constructs a new ListRatingCountsResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ListRatingCountsResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListRatingCountsResponse counts. */
            counts: tongban.v1.RatingCount[];

            /** ListRatingCountsResponse next. */
            next: number;

            /**
             * Encodes the specified ListRatingCountsResponse message. Does not implicitly {@link tongban.v1.ListRatingCountsResponse.verify|verify} messages.
             * @param message ListRatingCountsResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ListRatingCountsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListRatingCountsResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ListRatingCountsResponse & tongban.v1.ListRatingCountsResponse.$Shape} ListRatingCountsResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ListRatingCountsResponse & tongban.v1.ListRatingCountsResponse.$Shape;

            /**
             * Creates a ListRatingCountsResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ListRatingCountsResponse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ListRatingCountsResponse;

            /**
             * Creates a plain object from a ListRatingCountsResponse message. Also converts values to other types if specified.
             * @param message ListRatingCountsResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ListRatingCountsResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ListRatingCountsResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ListRatingCountsResponse {

            /** Properties of a ListRatingCountsResponse. */
            interface $Properties {

                /** ListRatingCountsResponse counts */
                counts?: tongban.v1.RatingCount.$Properties[];

                /** ListRatingCountsResponse next */
                next?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListRatingCountsResponse. */
            type $Shape = tongban.v1.ListRatingCountsResponse.$Properties;
        }

        /**
         * Properties of a CaseCount.
         * @deprecated Use tongban.v1.CaseCount.$Properties instead.
         */
        interface ICaseCount extends tongban.v1.CaseCount.$Properties {
        }

        /** Represents a CaseCount. */
        class CaseCount {

            /**
             * Constructs a new CaseCount.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.CaseCount.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CaseCount month. */
            month: string;

            /** CaseCount submitter. */
            submitter: string;

            /** CaseCount competent. */
            competent: string;

            /** CaseCount basicCode. */
            basicCode: string;

            /** CaseCount mode. */
            mode: tongban.v1.HandlingMode;

            /** CaseCount measure. */
            measure: tongban.v1.CaseCount.Measure;

            /** CaseCount count. */
            count: number;

            /**
             * Encodes the specified CaseCount message. Does not implicitly {@link tongban.v1.CaseCount.verify|verify} messages.
             * @param message CaseCount message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.CaseCount.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CaseCount message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.CaseCount & tongban.v1.CaseCount.$Shape} CaseCount
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.CaseCount & tongban.v1.CaseCount.$Shape;

            /**
             * Creates a CaseCount message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CaseCount
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.CaseCount;

            /**
             * Creates a plain object from a CaseCount message. Also converts values to other types if specified.
             * @param message CaseCount
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.CaseCount, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CaseCount to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace CaseCount {

            /** Properties of a CaseCount. */
            interface $Properties {

                /** CaseCount month */
                month?: string;

                /** CaseCount submitter */
                submitter?: string;

                /** CaseCount competent */
                competent?: string;

                /** CaseCount basicCode */
                basicCode?: string;

                /** CaseCount mode */
                mode?: tongban.v1.HandlingMode;

                /** CaseCount measure */
                measure?: tongban.v1.CaseCount.Measure;

                /** CaseCount count */
                count?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CaseCount. */
            type $Shape = tongban.v1.CaseCount.$Properties;

            /** Measure enum. */
            enum Measure {

                /** MEASURE_UNSPECIFIED value */
                MEASURE_UNSPECIFIED = 0,

                /** OPENED value */
                OPENED = 1,

                /** CORRECTION_REQUESTED value */
                CORRECTION_REQUESTED = 2,

                /** ACCEPTED value */
                ACCEPTED = 3,

                /** ACCEPTED_BY_LAPSE value */
                ACCEPTED_BY_LAPSE = 4,

                /** NOT_ACCEPTED value */
                NOT_ACCEPTED = 5,

                /** SUSPENDED value */
                SUSPENDED = 6,

                /** EXTENDED value */
                EXTENDED = 7,

                /** DECIDED_IN_TIME value */
                DECIDED_IN_TIME = 8,

                /** DECIDED_LATE value */
                DECIDED_LATE = 9,

                /** DECIDED_UNTIMED value */
                DECIDED_UNTIMED = 10,

                /** CONCLUDED value */
                CONCLUDED = 11,

                /** DELIVERED value */
                DELIVERED = 12,

                /** DELIVERY_FAILED value */
                DELIVERY_FAILED = 13,

                /** RESULT_RETURNED value */
                RESULT_RETURNED = 14,

                /** WITHDRAWN value */
                WITHDRAWN = 15,

                /** TERMINATED value */
                TERMINATED = 16
            }
        }

        /**
         * Properties of a ListCaseCountsRequest.
         * @deprecated Use tongban.v1.ListCaseCountsRequest.$Properties instead.
         */
        interface IListCaseCountsRequest extends tongban.v1.ListCaseCountsRequest.$Properties {
        }

        /** Represents a ListCaseCountsRequest. */
        class ListCaseCountsRequest {

            /**
             * Constructs a new ListCaseCountsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ListCaseCountsRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListCaseCountsRequest fromMonth. */
            fromMonth: string;

            /** ListCaseCountsRequest toMonth. */
            toMonth: string;

            /** ListCaseCountsRequest basicCode. */
            basicCode: string;

            /** ListCaseCountsRequest after. */
            after: number;

            /** ListCaseCountsRequest limit. */
            limit: number;

            /**
             * Encodes the specified ListCaseCountsRequest message. Does not implicitly {@link tongban.v1.ListCaseCountsRequest.verify|verify} messages.
             * @param message ListCaseCountsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ListCaseCountsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListCaseCountsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ListCaseCountsRequest & tongban.v1.ListCaseCountsRequest.$Shape} ListCaseCountsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ListCaseCountsRequest & tongban.v1.ListCaseCountsRequest.$Shape;

            /**
             * Creates a ListCaseCountsRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ListCaseCountsRequest
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ListCaseCountsRequest;

            /**
             * Creates a plain object from a ListCaseCountsRequest message. Also converts values to other types if specified.
             * @param message ListCaseCountsRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ListCaseCountsRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ListCaseCountsRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ListCaseCountsRequest {

            /** Properties of a ListCaseCountsRequest. */
            interface $Properties {

                /** ListCaseCountsRequest fromMonth */
                fromMonth?: string;

                /** ListCaseCountsRequest toMonth */
                toMonth?: string;

                /** ListCaseCountsRequest basicCode */
                basicCode?: string;

                /** ListCaseCountsRequest after */
                after?: number;

                /** ListCaseCountsRequest limit */
                limit?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListCaseCountsRequest. */
            type $Shape = tongban.v1.ListCaseCountsRequest.$Properties;
        }

        /**
         * Properties of a ListCaseCountsResponse.
         * @deprecated Use tongban.v1.ListCaseCountsResponse.$Properties instead.
         */
        interface IListCaseCountsResponse extends tongban.v1.ListCaseCountsResponse.$Properties {
        }

        /** Represents a ListCaseCountsResponse. */
        class ListCaseCountsResponse {

            /**
             * Constructs a new ListCaseCountsResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tongban.v1.ListCaseCountsResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListCaseCountsResponse counts. */
            counts: tongban.v1.CaseCount[];

            /** ListCaseCountsResponse next. */
            next: number;

            /**
             * Encodes the specified ListCaseCountsResponse message. Does not implicitly {@link tongban.v1.ListCaseCountsResponse.verify|verify} messages.
             * @param message ListCaseCountsResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tongban.v1.ListCaseCountsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListCaseCountsResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tongban.v1.ListCaseCountsResponse & tongban.v1.ListCaseCountsResponse.$Shape} ListCaseCountsResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tongban.v1.ListCaseCountsResponse & tongban.v1.ListCaseCountsResponse.$Shape;

            /**
             * Creates a ListCaseCountsResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ListCaseCountsResponse
             */
            static fromObject(object: { [k: string]: any }): tongban.v1.ListCaseCountsResponse;

            /**
             * Creates a plain object from a ListCaseCountsResponse message. Also converts values to other types if specified.
             * @param message ListCaseCountsResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: tongban.v1.ListCaseCountsResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ListCaseCountsResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ListCaseCountsResponse {

            /** Properties of a ListCaseCountsResponse. */
            interface $Properties {

                /** ListCaseCountsResponse counts */
                counts?: tongban.v1.CaseCount.$Properties[];

                /** ListCaseCountsResponse next */
                next?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListCaseCountsResponse. */
            type $Shape = tongban.v1.ListCaseCountsResponse.$Properties;
        }
    }
}
